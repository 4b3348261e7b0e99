package dev.drydock.cli;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Which room may know which: the arrows of docs/PROJECT_STRUCTURE.md.
class CliArchitectureTest {
  private static final JavaClasses CLI =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  void roomsKnowOnlyWhatLiesBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("dev.drydock.cli..")
        .ensureAllClassesAreContainedInArchitecture()
        .layer("console")
        .definedBy("dev.drydock.cli.console")
        .layer("command")
        .definedBy("dev.drydock.cli.command")
        .layer("surroundings")
        .definedBy("dev.drydock.cli.surroundings")
        .layer("cache")
        .definedBy("dev.drydock.cli.cache")
        .layer("database")
        .definedBy("dev.drydock.cli.database")
        .layer("fleet")
        .definedBy("dev.drydock.cli.fleet")
        .layer("key")
        .definedBy("dev.drydock.cli.key")
        .layer("input")
        .definedBy("dev.drydock.cli.input")
        .layer("report")
        .definedBy("dev.drydock.cli.report")
        .layer("policy")
        .definedBy("dev.drydock.cli.policy")
        .layer("standing")
        .definedBy("dev.drydock.cli.standing")
        .layer("scan")
        .definedBy("dev.drydock.cli.scan")
        .layer("gate")
        .definedBy("dev.drydock.cli.gate")
        .layer("fix")
        .definedBy("dev.drydock.cli.fix")
        .layer("signing")
        .definedBy("dev.drydock.cli.signing")
        .layer("promotion")
        .definedBy("dev.drydock.cli.promotion")
        .layer("workshop")
        .definedBy("dev.drydock.cli.base.workshop")
        .layer("base")
        .definedBy("dev.drydock.cli.base")
        .layer("init")
        .definedBy("dev.drydock.cli.init")
        .layer("entry")
        .definedBy("dev.drydock.cli")
        .layer("training")
        .definedBy("dev.drydock.cli.training")
        .whereLayer("console")
        .mayNotAccessAnyLayer()
        .whereLayer("command")
        .mayOnlyAccessLayers("console")
        .whereLayer("surroundings")
        .mayOnlyAccessLayers("command", "console")
        .whereLayer("cache")
        .mayOnlyAccessLayers("surroundings", "command", "console")
        .whereLayer("database")
        .mayOnlyAccessLayers("surroundings", "command", "console")
        .whereLayer("fleet")
        .mayOnlyAccessLayers("surroundings", "command", "console")
        .whereLayer("key")
        .mayOnlyAccessLayers("surroundings", "command", "console")
        .whereLayer("input")
        .mayOnlyAccessLayers("surroundings", "command", "console")
        .whereLayer("report")
        .mayOnlyAccessLayers("input", "surroundings", "command", "console")
        .whereLayer("policy")
        .mayOnlyAccessLayers("fleet", "key", "surroundings", "command", "console")
        .whereLayer("standing")
        .mayOnlyAccessLayers("policy", "surroundings", "command", "console")
        .whereLayer("scan")
        .mayOnlyAccessLayers(
            "standing",
            "report",
            "input",
            "cache",
            "database",
            "fleet",
            "surroundings",
            "command",
            "console")
        .whereLayer("gate")
        .mayOnlyAccessLayers(
            "scan",
            "standing",
            "policy",
            "report",
            "input",
            "fleet",
            "surroundings",
            "command",
            "console")
        .whereLayer("fix")
        .mayOnlyAccessLayers("scan", "standing", "input", "surroundings", "command", "console")
        .whereLayer("signing")
        .mayOnlyAccessLayers(
            "scan", "standing", "policy", "key", "surroundings", "command", "console")
        .whereLayer("promotion")
        .mayOnlyAccessLayers(
            "signing", "scan", "standing", "policy", "key", "surroundings", "command", "console")
        .whereLayer("workshop")
        .mayOnlyAccessLayers("scan", "policy", "surroundings", "command", "console")
        .whereLayer("base")
        .mayOnlyAccessLayers(
            "workshop",
            "standing",
            "signing",
            "scan",
            "input",
            "key",
            "surroundings",
            "command",
            "console")
        .whereLayer("init")
        .mayOnlyAccessLayers("base", "scan", "surroundings", "command", "console")
        .whereLayer("entry")
        .mayOnlyBeAccessedByLayers("training")
        .whereLayer("training")
        .mayNotBeAccessedByAnyLayer()
        .check(CLI);
  }

  @Test
  void everyRoomIsNullMarked() {
    Set<String> rooms =
        CLI.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    Set<String> marked =
        CLI.stream()
            .filter(one -> one.getSimpleName().equals("package-info"))
            .filter(one -> one.isAnnotatedWith(NullMarked.class))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(marked).isEqualTo(rooms).isNotEmpty();
  }
}
