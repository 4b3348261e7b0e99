package dev.drydock;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.drydock.catalog.Cataloger;
import dev.drydock.catalog.inventory.Catalogers;
import dev.drydock.limits.Limits;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The arrows of the design, held by the build.
class ArchitectureTest {
  private static final JavaClasses ENGINE =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  void nothingFlowsBackwards() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("limits")
        .definedBy("dev.drydock.limits..")
        .layer("json")
        .definedBy("dev.drydock.json..")
        .layer("document")
        .definedBy("dev.drydock.document..")
        .layer("text")
        .definedBy("dev.drydock.text..")
        .layer("secret")
        .definedBy("dev.drydock.secret..")
        .layer("dockerfile")
        .definedBy("dev.drydock.dockerfile..")
        .layer("project")
        .definedBy("dev.drydock.project..")
        .layer("image")
        .definedBy("dev.drydock.image..")
        .layer("archive")
        .definedBy("dev.drydock.archive..")
        .layer("bom")
        .definedBy("dev.drydock.bom..")
        .layer("cache")
        .definedBy("dev.drydock.cache..")
        .layer("catalog")
        .definedBy("dev.drydock.catalog..")
        .layer("hygiene")
        .definedBy("dev.drydock.hygiene..")
        .layer("version")
        .definedBy("dev.drydock.version..")
        .layer("advisory")
        .definedBy("dev.drydock.advisory..")
        .layer("match")
        .definedBy("dev.drydock.match..")
        .layer("origin")
        .definedBy("dev.drydock.origin..")
        .layer("triage")
        .definedBy("dev.drydock.triage..")
        .layer("fleet")
        .definedBy("dev.drydock.fleet..")
        .layer("csaf")
        .definedBy("dev.drydock.csaf..")
        .layer("vex")
        .definedBy("dev.drydock.vex..")
        .layer("fix")
        .definedBy("dev.drydock.fix..")
        .layer("repair")
        .definedBy("dev.drydock.repair..")
        .layer("explain")
        .definedBy("dev.drydock.explain..")
        .layer("scan")
        .definedBy("dev.drydock.scan..")
        .layer("policy")
        .definedBy("dev.drydock.policy..")
        .layer("report")
        .definedBy("dev.drydock.report..")
        .layer("change")
        .definedBy("dev.drydock.change..")
        .layer("attest")
        .definedBy("dev.drydock.attest..")
        .layer("pipeline")
        .definedBy("dev.drydock.pipeline..")
        .layer("base")
        .definedBy("dev.drydock.base..")
        .layer("approval")
        .definedBy("dev.drydock.approval")
        .layer("standing")
        .definedBy("dev.drydock.approval.standing..")
        .layer("promotion")
        .definedBy("dev.drydock.promotion..")
        .whereLayer("limits")
        .mayNotAccessAnyLayer()
        .whereLayer("json")
        .mayOnlyAccessLayers("limits")
        .whereLayer("document")
        .mayOnlyAccessLayers("json", "limits")
        .whereLayer("text")
        .mayNotAccessAnyLayer()
        .whereLayer("secret")
        .mayNotAccessAnyLayer()
        .whereLayer("dockerfile")
        .mayOnlyAccessLayers("text", "limits")
        .whereLayer("project")
        .mayOnlyAccessLayers("text", "version", "document", "json", "limits")
        .whereLayer("image")
        .mayOnlyAccessLayers("json", "limits")
        .whereLayer("archive")
        .mayOnlyAccessLayers("image", "limits")
        .whereLayer("bom")
        .mayOnlyAccessLayers("document", "json", "limits")
        .whereLayer("hygiene")
        .mayOnlyAccessLayers(
            "archive", "cache", "document", "image", "dockerfile", "limits", "secret")
        .whereLayer("cache")
        .mayOnlyAccessLayers("image", "limits")
        .whereLayer("version")
        .mayNotAccessAnyLayer()
        .whereLayer("catalog")
        .mayOnlyAccessLayers(
            "archive", "cache", "image", "bom", "document", "json", "limits", "secret")
        .whereLayer("csaf")
        .mayOnlyAccessLayers("json")
        .whereLayer("advisory")
        .mayOnlyAccessLayers("csaf", "version", "document", "json", "limits")
        .whereLayer("vex")
        .mayOnlyAccessLayers("match", "csaf", "bom", "version", "document", "json", "limits")
        .whereLayer("match")
        .mayOnlyAccessLayers("bom", "advisory", "version")
        .whereLayer("triage")
        .mayOnlyAccessLayers("match", "advisory", "bom")
        .whereLayer("fleet")
        .mayOnlyAccessLayers("triage", "match", "advisory", "bom", "json", "limits")
        .whereLayer("origin")
        .mayOnlyAccessLayers("bom", "dockerfile", "json", "limits", "secret")
        .whereLayer("fix")
        .mayOnlyAccessLayers("triage", "origin", "match", "advisory", "bom", "version")
        .whereLayer("repair")
        .mayOnlyAccessLayers(
            "fix", "origin", "bom", "project", "dockerfile", "change", "text", "limits")
        .whereLayer("explain")
        .mayOnlyAccessLayers("vex", "fix", "origin", "triage", "match", "advisory", "bom", "limits")
        .whereLayer("scan")
        .mayOnlyAccessLayers(
            "standing",
            "repair",
            "vex",
            "fix",
            "origin",
            "triage",
            "match",
            "advisory",
            "bom",
            "hygiene",
            "project")
        .whereLayer("policy")
        .mayOnlyAccessLayers(
            "standing",
            "text",
            "scan",
            "vex",
            "fix",
            "origin",
            "triage",
            "match",
            "advisory",
            "bom",
            "hygiene",
            "document",
            "json",
            "limits")
        .whereLayer("report")
        .mayOnlyAccessLayers(
            "standing",
            "policy",
            "scan",
            "repair",
            "explain",
            "vex",
            "fix",
            "origin",
            "triage",
            "match",
            "advisory",
            "bom",
            "document",
            "json",
            "limits",
            "hygiene")
        .whereLayer("change")
        .mayOnlyAccessLayers("json", "limits")
        .whereLayer("attest")
        .mayOnlyAccessLayers("image", "json", "limits")
        .whereLayer("pipeline")
        .mayOnlyAccessLayers("change", "document", "json", "limits")
        .whereLayer("approval")
        .mayOnlyAccessLayers("attest", "image", "json", "limits")
        .whereLayer("standing")
        .mayOnlyAccessLayers("approval", "cache", "image")
        .whereLayer("base")
        .mayOnlyAccessLayers(
            "approval",
            "standing",
            "policy",
            "attest",
            "scan",
            "repair",
            "vex",
            "fix",
            "triage",
            "origin",
            "match",
            "hygiene",
            "bom",
            "image",
            "dockerfile",
            "change",
            "document",
            "text",
            "json",
            "limits")
        .whereLayer("promotion")
        .mayOnlyAccessLayers("policy", "attest", "image", "json", "limits")
        .because("every stage makes its value from the one before (docs/PROJECT_STRUCTURE.md)")
        .check(ENGINE);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("dev.drydock.(**)").should().beFreeOfCycles().check(ENGINE);
  }

  @Test
  void engineHasNoFramework() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.drydock.policy.expression")
        .should()
        .dependOnClassesThat(
            resideOutsideOfPackages(
                    "java..",
                    "javax.xml..",
                    "javax.net..",
                    "javax.crypto..",
                    "dev.drydock..",
                    "org.jspecify..",
                    "tools.jackson.core..",
                    "tools.jackson.dataformat.toml..",
                    "org.snakeyaml.engine..",
                    "org.tukaani.xz..",
                    "org.bouncycastle..")
                .and(not(primitiveOrArray())))
        .because("the engine is a library that anyone can embed (docs/dependencies.md)")
        .check(ENGINE);
  }

  @Test
  void bouncyCastleIsForKeyFilesOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.drydock.attest.key..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .because("all else is verified with what the JDK has (docs/dependencies.md)")
        .check(ENGINE);
  }

  @Test
  void onlyExpressionsOfPoliciesAreCel() {
    noClasses()
        .that()
        .resideInAPackage("dev.drydock.policy.expression")
        .should()
        .dependOnClassesThat(
            resideOutsideOfPackages(
                    "java..",
                    "dev.drydock..",
                    "org.jspecify..",
                    "dev.cel.common..",
                    "dev.cel.compiler..",
                    "dev.cel.parser..",
                    "dev.cel.runtime..",
                    "com.google.common.collect..")
                .and(not(primitiveOrArray())))
        .because("CEL is loaded where a policy has an expression, and nowhere else")
        .check(ENGINE);
  }

  @Test
  void engineHasNoAmbientState() {
    noClasses()
        .should()
        .callMethod(System.class, "getProperty", String.class)
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.net.http.HttpClient.class, "newHttpClient")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("clock, environment, client and streams are passed in by who runs the engine")
        .check(ENGINE);
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .because("there is no static mutable state")
        .check(ENGINE);
  }

  @Test
  void wholeReadsAreBounded() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.drydock.limits.Bounded")
        .should()
        .callMethod(InputStream.class, "readAllBytes")
        .orShould()
        .callMethod(Files.class, "readAllBytes", Path.class)
        .orShould()
        .callMethod(Files.class, "readString", Path.class)
        .because("hostile input is the normal case: use Bounded.readAll or Bounded.readFile")
        .check(ENGINE);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> marked =
        ENGINE.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .filter(type -> type.isAnnotatedWith(NullMarked.class))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> all =
        ENGINE.stream()
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(marked).isEqualTo(all);
  }

  @Test
  void everyCatalogerIsBuiltInOnce() {
    Set<String> written =
        ENGINE.stream()
            .filter(type -> type.isAssignableTo(Cataloger.class))
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(
            Catalogers.builtIn(Limits.defaults()).stream()
                .map(cataloger -> cataloger.getClass().getName()))
        .containsExactlyInAnyOrderElementsOf(written);
    assertThat(Catalogers.builtIn(Limits.defaults()).stream().map(Cataloger::name))
        .doesNotHaveDuplicates();
  }

  @Test
  void catalogerPackagesShowTheirCatalogersOnly() {
    classes()
        .that()
        .areAssignableTo(Cataloger.class)
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .should()
        .haveSimpleNameEndingWith("Cataloger")
        .andShould()
        .haveModifier(JavaModifier.FINAL)
        .andShould()
        .bePublic()
        .check(ENGINE);
  }

  private static DescribedPredicate<JavaClass> primitiveOrArray() {
    return DescribedPredicate.describe(
        "primitive or array", type -> type.isPrimitive() || type.isArray());
  }
}
