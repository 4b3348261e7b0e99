package dev.drydock.catalog.maven;

import static dev.drydock.catalog.maven.Archives.jar;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JavaArchiveCatalogerTest {
  private static final Limits LIMITS = Limits.defaults();
  private static final JavaArchiveCataloger CATALOGER = new JavaArchiveCataloger(LIMITS);

  @Test
  void pomPropertiesTellGroupArtifactAndVersion() throws Exception {
    byte[] bytes =
        jar()
            .manifest("Implementation-Version: 9", "Bundle-License: Apache-2.0;link=\"x\",MIT")
            .pom("org.example", "thing", "1.2")
            .bytes();

    Component component = run("app/thing-1.2.jar", bytes).component("org.example:thing");

    assertThat(component.version()).isEqualTo("1.2");
    assertThat(component.purl()).hasToString("pkg:maven/org.example/thing@1.2");
    assertThat(component.locations()).containsExactly(new Location("app/thing-1.2.jar", 0));
    assertThat(component.licences()).containsExactly("Apache-2.0", "MIT");
    assertThat(component.evidence()).isEqualTo(new Evidence("java-archive", "pom.properties"));
  }

  @Test
  void pomPropertiesComeBeforeManifestBeforeFileName() throws Exception {
    Archives all =
        jar()
            .manifest("Implementation-Title: t", "Implementation-Version: 2.5")
            .pom("g.h", "thing", "3.5");
    Archives manifest =
        jar().manifest("Implementation-Version: 2.5", "Implementation-Vendor-Id: v.w");

    assertThat(names("thing-1.5.jar", all.bytes())).containsExactly("g.h:thing 3.5");
    assertThat(names("thing-1.5.jar", manifest.bytes())).containsExactly("v.w:thing 2.5");
    assertThat(names("thing-1.5.jar", jar().with("a", "b").bytes())).containsExactly("thing 1.5");
    assertThat(names("thing.jar", jar().with("a", "b").bytes())).isEmpty();
  }

  @Test
  void theGroupIsTheVendorIdOrTheBundlesNameWithoutItsLastPart() throws Exception {
    assertThat(names("a-1.jar", jar().manifest("Implementation-Vendor-Id: org.vendor").bytes()))
        .containsExactly("org.vendor:a 1");
    assertThat(
            names(
                "a-1.jar",
                jar().manifest("Bundle-SymbolicName: org.bundle.a;singleton:=true").bytes()))
        .containsExactly("org.bundle:a 1");
    assertThat(names("thing-java-1.jar", jar().manifest("Bundle-SymbolicName: org.thing").bytes()))
        .containsExactly("org.thing:thing-java 1");
    assertThat(names("thing-1.jar", jar().manifest("Bundle-SymbolicName: org.thing").bytes()))
        .containsExactly("org.thing:thing 1");
    assertThat(
            names(
                "commons-digester-1.8.jar",
                jar().manifest("Implementation-Vendor-Id: org.apache").bytes()))
        .containsExactly("commons-digester:commons-digester 1.8");
    assertThat(names("a-1.jar", jar().manifest("Implementation-Vendor-Id: A Company").bytes()))
        .containsExactly("a 1");
  }

  @Test
  void theGroupsOfWellKnownArtifactsWithoutPomPropertiesAreKnown() throws Exception {
    byte[] spring =
        jar()
            .manifest("Implementation-Title: spring-beans", "Implementation-Version: 5.3.17")
            .bytes();
    byte[] tomcat =
        jar()
            .manifest("Bundle-SymbolicName: org.apache.tomcat-catalina", "Bundle-Version: 9.0.63")
            .bytes();

    assertThat(names("spring-beans-5.3.17.jar", spring))
        .containsExactly("org.springframework:spring-beans 5.3.17");
    assertThat(names("lib/catalina.jar", tomcat))
        .containsExactly("org.apache.tomcat:tomcat-catalina 9.0.63");
    assertThat(names("spring-security-oauth2-2.5.1.jar", jar().with("a", "").bytes()))
        .containsExactly("org.springframework.security.oauth:spring-security-oauth2 2.5.1");
    assertThat(names("spring-security-web-5.6.1.jar", jar().with("a", "").bytes()))
        .containsExactly("org.springframework.security:spring-security-web 5.6.1");
  }

  @Test
  void theGroupsOfWellKnownPackagesAreKnownWhereNothingElseTells() throws Exception {
    assertThat(names("ehcache-2.10.jar", classes("net/sf/ehcache/Cache", "net/sf/ehcache/a/B")))
        .containsExactly("net.sf.ehcache:ehcache 2.10");
    assertThat(names("ehcache-3.10.jar", classes("org/ehcache/Cache")))
        .containsExactly("org.ehcache:ehcache 3.10");
    assertThat(names("lang3-3.12.0.jar", classes("org/apache/commons/lang3/StringUtils")))
        .containsExactly("org.apache.commons:commons-lang3 3.12.0");
    assertThat(
            names(
                "json-1.jar",
                classes("org/json/A", "META-INF/versions/9/x/A", "META-INF/versions/9/x/B")))
        .containsExactly("org.json:json 1");
  }

  @Test
  void aNameOrAPackageAloneIsNotEnoughForAGroup() throws Exception {
    assertThat(names("json-1.jar", classes("com/example/json/A"))).containsExactly("json 1");
    assertThat(names("core-1.jar", classes("com/example/A", "com/google/zxing/A")))
        .containsExactly("core 1");
    assertThat(names("own-1.jar", classes("org/apache/commons/lang3/A"))).containsExactly("own 1");
    assertThat(names("json-1.jar", classes("org/jsonb/A"))).containsExactly("json 1");
    assertThat(names("json.jar", classes("org/json/A"))).isEmpty(); // no version is made up
    assertThat(
            names(
                "json-1.jar",
                jar()
                    .manifest("Implementation-Vendor-Id: org.example")
                    .with("org/json/A.class", "")
                    .bytes()))
        .containsExactly("org.example:json 1");
    assertThat(
            names(
                "json-1.jar",
                jar().pom("com.example", "json", "1").with("org/json/A.class", "").bytes()))
        .containsExactly("com.example:json 1");
  }

  @Test
  void aPluginOfJenkinsIsNamedByWhatItsBuildWroteIntoTheManifest() throws Exception {
    String[] plugin = {"Group-Id: org.jenkins-ci.plugins", "Short-Name: hello"};
    Archives built =
        jar()
            .manifest(
                plugin[0],
                plugin[1],
                "Implementation-Title: Hello",
                "Implementation-Version: 3.v1");
    Archives old =
        jar().manifest(plugin[0], "Extension-Name: hello", "Plugin-Version: 1.0 (private-me)");

    assertThat(names("plugins/renamed.jpi", built.bytes()))
        .containsExactly("org.jenkins-ci.plugins:hello 3.v1");
    assertThat(names("plugins/hello-9.hpi", old.bytes()))
        .containsExactly("org.jenkins-ci.plugins:hello 1.0");
    assertThat(names("plugins/a.hpi", jar().manifest(plugin).bytes())).isEmpty();
    assertThat(
            names(
                "a-1.jar",
                jar().manifest("Group-Id: A Group", plugin[1], "Plugin-Version: 2").bytes()))
        .containsExactly("a 1");
    assertThat(
            names(
                "plugins/renamed.jpi",
                jar()
                    .manifest(plugin[0], plugin[1], "Plugin-Version: 2")
                    .pom("org.jenkins-ci.plugins", "hello", "2")
                    .bytes()))
        .containsExactly("org.jenkins-ci.plugins:hello 2");
  }

  @Test
  void wellKnownPackagesTellMoreThanTheNameOfABundle() throws Exception {
    assertThat(
            names(
                "lang3-3.12.0.jar",
                bundle("org.apache.commons.lang3", "org/apache/commons/lang3/A")))
        .containsExactly("org.apache.commons:commons-lang3 3.12.0");
    assertThat(names("json-1.jar", bundle("com.example.json", "org/json/A")))
        .containsExactly("org.json:json 1");
    assertThat(names("json-1.jar", bundle("com.example.json", "com/example/json/A")))
        .containsExactly("com.example:json 1");
  }

  private static byte[] bundle(String name, String type) throws IOException {
    return jar().manifest("Bundle-SymbolicName: " + name).with(type + ".class", "").bytes();
  }

  @Test
  void nothingIsOfTheGroupOrgApache() throws Exception {
    assertThat(names("thing-2.4.0.jar", bundle("org.apache.thing", "a/B")))
        .containsExactly("org.apache.thing:thing 2.4.0");
    assertThat(names("org.apache.thing-2.4.0.jar", jar().with("a", "").bytes()))
        .containsExactly("org.apache.thing:org.apache.thing 2.4.0");
  }

  @Test
  void aTitleOfGroupModuleAndVersionTellsTheGroup() throws Exception {
    String[] titled = {"Implementation-Title: org.own#core;8.1", "Implementation-Version: 8.1"};

    assertThat(names("thing-core-8.1.jar", jar().manifest(titled).bytes()))
        .containsExactly("org.own:thing-core 8.1");
    assertThat(names("renamed.jar", jar().manifest(titled).bytes()))
        .containsExactly("org.own:core 8.1");
    assertThat(names("renamed-7.jar", jar().manifest(titled).bytes()))
        .containsExactly("org.own:renamed 8.1");
    assertThat(names("spring-core-8.1.jar", jar().manifest(titled).bytes()))
        .containsExactly("org.springframework:spring-core 8.1");
    assertThat(
            names("a-1.jar", jar().manifest("Implementation-Title: Issue #1; a", "X: y").bytes()))
        .containsExactly("a 1");
  }

  @Test
  void theVersionOfItsPackagesIsThatOfAnArchiveNamedLikeThem() throws Exception {
    byte[] axis =
        jar()
            .manifest("", "Name: org/apache/axis", "Implementation-Version: 1.4 1855 of 2006")
            .with("org/apache/axis/A.class", "")
            .bytes();
    String[] parser = {
      "",
      "Name: org/apache/xerces/impl/Version.class",
      "Implementation-Version: 2.9.1",
      "",
      "Name: javax/xml/parsers/",
      "Implementation-Version: 2.9.1"
    };

    assertThat(names("axis.jar", axis)).containsExactly("org.apache.axis:axis 1.4");
    assertThat(names("axis-1.3.jar", axis)).containsExactly("org.apache.axis:axis 1.3");
    assertThat(names("app.jar", axis)).isEmpty();
    assertThat(names("apache-app.jar", axis)).isEmpty();
    assertThat(names("xercesImpl.jar", jar().manifest(parser).bytes()))
        .containsExactly("xerces:xercesImpl 2.9.1");
    parser[5] = "Implementation-Version: 1.3";
    assertThat(names("xercesImpl.jar", jar().manifest(parser).bytes())).isEmpty();
  }

  private static byte[] classes(String... names) throws IOException {
    Archives jar = jar();
    for (String name : names) {
      jar.with(name + ".class", "");
    }
    return jar.bytes();
  }

  @Test
  void aDottedArtifactTellsItsGroup() throws Exception {
    assertThat(names("org.eclipse.sisu.inject-0.3.5.jar", jar().with("a", "").bytes()))
        .containsExactly("org.eclipse.sisu:org.eclipse.sisu.inject 0.3.5");
  }

  @Test
  void theFileNameBeatsABundleVersion() throws Exception {
    byte[] bytes = jar().manifest("Bundle-Version: 31.1.0.jre").bytes();

    assertThat(names("guava-31.1-jre.jar", bytes)).containsExactly("guava 31.1-jre");
  }

  @Test
  void aRenamedArchiveIsNamedByItsTitle() throws Exception {
    byte[] bytes =
        jar().manifest("Implementation-Title: demo", "Implementation-Version: 0.0.1").bytes();

    assertThat(names("app.jar", bytes)).containsExactly("demo 0.0.1");
  }

  @Test
  void aManifestOfMoreThanTenMegabytesSaysNothing() throws Exception {
    String manifest = "Implementation-Title: other\nImplementation-Version: 9\n\n";
    byte[] bytes = jar().with("META-INF/MANIFEST.MF", manifest + " ".repeat(10 << 20)).bytes();

    assertThat(names("lib-1.0.jar", bytes)).containsExactly("lib 1.0");
    assertThat(names("lib.jar", jar().with("META-INF/MANIFEST.MF", manifest).bytes()))
        .containsExactly("other 9");
  }

  @Test
  void ofTwoManifestsTheFirstCounts() throws Exception {
    byte[] bytes =
        jar()
            .with("META-INF/MANIFEST.MF", "Implementation-Title: a\nImplementation-Version: 1\n")
            .with("meta-inf/manifest.mf", "Implementation-Title: b\nImplementation-Version: 2\n")
            .bytes();

    assertThat(names("lib.jar", bytes)).containsExactly("a 1");
  }

  @Test
  void digestsAreThoseOfArchivesThatAreOneThing() throws Exception {
    byte[] inner = jar().pom("g.h", "inner", "1").bytes();
    byte[] shaded = jar().pom("g.h", "shaded", "1").pom("g.h", "into", "2").bytes();
    byte[] outer =
        jar()
            .manifest("Implementation-Title: outer", "Implementation-Version: 3")
            .stored("lib/inner.jar", inner)
            .with("lib/shaded.jar", shaded)
            .bytes();
    DirectoryTree tree = DirectoryTree.empty().file("app/outer.jar", outer);

    assertThat(hashes(CatalogerRun.over(tree, JavaArchiveCataloger.withDigests(LIMITS))))
        .containsExactlyInAnyOrder(
            "outer " + digests(outer), "g.h:inner " + digests(inner), "g.h:shaded ", "g.h:into ");
    assertThat(hashes(CatalogerRun.over(tree, CATALOGER)))
        .containsExactlyInAnyOrder("outer ", "g.h:inner ", "g.h:shaded ", "g.h:into ");
  }

  @Test
  void copiesThatDifferHaveNoDigest() throws Exception {
    byte[] one = jar().pom("g.h", "a", "1").bytes();
    byte[] other = jar().pom("g.h", "a", "1").with("x", "").bytes();
    byte[] both = jar().with("1.jar", one).with("2.jar", other).bytes();
    byte[] same = jar().with("1.jar", one).with("2.jar", one).bytes();

    JavaArchiveCataloger cataloger = JavaArchiveCataloger.withDigests(LIMITS);
    assertThat(hashes(CatalogerRun.over(DirectoryTree.empty().file("b.ear", both), cataloger)))
        .containsExactly("g.h:a ");
    assertThat(hashes(CatalogerRun.over(DirectoryTree.empty().file("b.ear", same), cataloger)))
        .containsExactly("g.h:a " + digests(one));
  }

  private static List<String> hashes(RecordedDiscoveries found) {
    return found.components().stream()
        .map(
            component ->
                component.name()
                    + " "
                    + component.hashes().stream()
                        .map(hash -> hash.algorithm() + " " + hash.value())
                        .collect(joining(", ")))
        .toList();
  }

  private static String digests(byte[] bytes) throws Exception {
    List<String> digests = new ArrayList<>();
    for (String algorithm : List.of("SHA-1", "SHA-256", "SHA-512")) {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(bytes);
      digests.add(algorithm + " " + HexFormat.of().formatHex(digest));
    }
    return String.join(", ", digests);
  }

  @Test
  void aVersionInAFolderSaysNothing() throws Exception {
    assertThat(names("opt/tool-1.2.3/lib/plain.jar", jar().with("a", "").bytes())).isEmpty();
  }

  @Test
  void everyPomPropertiesInAShadedJarIsAPackage() throws Exception {
    byte[] bytes =
        jar()
            .manifest("Implementation-Vendor-Id: org.own", "Implementation-Version: 7.1")
            .pom("com.a", "one", "1.0")
            .pom("com.b", "two", "2.0")
            .bytes();

    assertThat(names("shaded-7.1.jar", bytes))
        .containsExactly("com.a:one 1.0", "com.b:two 2.0", "org.own:shaded 7.1");
    assertThat(names("one-1.0.jar", bytes)).containsExactly("com.a:one 1.0", "com.b:two 2.0");
    assertThat(
            names(
                "app.jar",
                jar()
                    .manifest(
                        "Implementation-Vendor-Id: org.own",
                        "Implementation-Title: shaded",
                        "Implementation-Version: 7.1")
                    .pom("com.a", "one", "1.0")
                    .bytes()))
        .containsExactly("com.a:one 1.0", "org.own:shaded 7.1");
  }

  @Test
  void theSameArtifactOfTwoGroupsIsKeptTwice() throws Exception {
    byte[] bytes = jar().pom("com.a", "same", "1.0").pom("com.b", "same", "1.0").bytes();

    assertThat(names("same-1.0.jar", bytes)).containsExactly("com.a:same 1.0", "com.b:same 1.0");
  }

  @Test
  void lastZerosOfAVersionMakeNoDifference() throws Exception {
    byte[] inner = jar().pom("g.h", "thing", "2.17.0").bytes();
    byte[] bytes = jar().pom("g.h", "thing", "2.17").with("lib/thing.jar", inner).bytes();

    RecordedDiscoveries found = run("thing.jar", bytes);

    assertThat(found.namesAndVersions()).containsExactly("g.h:thing 2.17");
    assertThat(found.component("g.h:thing").locations())
        .containsExactly(new Location("thing.jar", 0), new Location("thing.jar!/lib/thing.jar", 0));
  }

  @Test
  void duplicatedNestedJarsAreOneComponentWithTwoPlaces() throws Exception {
    byte[] inner = jar().pom("g.h", "thing", "1").bytes();
    byte[] bytes = jar().stored("WEB-INF/lib/a.jar", inner).with("b/a.jar", inner).bytes();

    Component component = run("app.war", bytes).component("g.h:thing");

    assertThat(component.locations())
        .containsExactly(
            new Location("app.war!/WEB-INF/lib/a.jar", 0), new Location("app.war!/b/a.jar", 0));
  }

  @Test
  void weaveClassesOfAnAgentAreNotTheLibraryTheyChange() throws Exception {
    byte[] bytes =
        jar().manifest("Implementation-Version: 1", "Weave-Classes: org.example.A").bytes();

    assertThat(names("spring-core-1.jar", bytes)).isEmpty();
  }

  @Test
  void pomPropertiesWithoutGroupTakeItFromTheirFolder() throws Exception {
    byte[] bytes =
        jar()
            .with("META-INF/maven/g.h/thing/pom.properties", "artifactId = thing\nversion: 1")
            .bytes();

    assertThat(names("thing.jar", bytes)).containsExactly("g.h:thing 1");
  }

  @Test
  void invalidPomPropertiesLeaveTheRestToManifestAndFileName() throws Exception {
    byte[] bytes =
        jar()
            .manifest("Implementation-Version: 4.5")
            .with("META-INF/maven/g.h/thing/pom.properties", "groupId=${g}\nversion=${version}")
            .bytes();

    assertThat(names("thing.jar", bytes)).containsExactly("g.h:thing 4.5");
    assertThat(names("thing-4.5.jar", jar().with("pom.properties", "\u0000\u0001").bytes()))
        .containsExactly("thing 4.5");
  }

  @Test
  void licencesComeFromThePom() throws Exception {
    byte[] bytes =
        jar()
            .pom("g.h", "thing", "1")
            .with(
                "META-INF/maven/g.h/thing/pom.xml",
                "<project><name>Thing</name><licenses><license><name>GPL &amp; more</name></license>"
                    + "<license>\n<name> MIT </name></license></licenses></project>")
            .bytes();

    assertThat(run("thing.jar", bytes).component("g.h:thing").licences())
        .containsExactly("GPL & more", "MIT");
  }

  @Test
  void oneCorruptNestedJarDoesNotHideTheOthers() throws Exception {
    byte[] bytes =
        jar()
            .with("lib/bad.jar", "not a zip archive at all, not even nearly")
            .with("lib/empty-1.0.jar", "")
            .with("lib/._good.jar", "metadata of macOS")
            .with("lib/good.jar", jar().pom("g.h", "good", "1").bytes())
            .bytes();

    RecordedDiscoveries found = run("app.jar", bytes);

    assertThat(found.namesAndVersions()).containsExactly("g.h:good 1");
    assertThat(found.unreadable())
        .containsExactly(
            "app.jar!/lib/bad.jar: app.jar!/lib/bad.jar is not a zip archive, or its end is"
                + " missing");
  }

  @Test
  void tenLevelsAreReadAndAHundredAreNot() throws Exception {
    assertThat(names("deep.jar", nested(10))).containsExactly("g.h:core 1");

    RecordedDiscoveries found = run("deep.jar", nested(100));

    assertThat(found.namesAndVersions()).isEmpty();
    assertThat(found.unreadable()).hasSize(1);
    assertThat(found.unreadable().getFirst()).contains("goes over the limit of 64 (nesting)");
  }

  private static byte[] nested(int levels) throws IOException {
    byte[] bytes = jar().pom("g.h", "core", "1").bytes();
    for (int i = 0; i < levels; i++) {
      bytes = jar().with("x.jar", bytes).bytes();
    }
    return bytes;
  }

  @Test
  void extensionsAreOfAnyCaseAndUnambiguousOnesOnlyMustBeArchives() throws Exception {
    byte[] good = jar().pom("g.h", "thing", "1").bytes();
    DirectoryTree tree = DirectoryTree.empty();
    for (String name : List.of("a.JAR", "b.War", "c.ear", "d.jpi", "e.hpi", "f.rar", "g.lpkg")) {
      tree.file(name, good);
    }
    tree.file("h.rar", "Rar!\u001a\u0007 something else").file("i.par", "no archive");
    tree.file("._j.jar", "of macOS").file("k.jar", "").file("l.jar.bak", good).file("jar", good);

    RecordedDiscoveries found = CatalogerRun.over(tree, CATALOGER);

    assertThat(found.components().stream().map(c -> c.locations().getFirst().path()))
        .containsExactly("a.JAR", "b.War", "c.ear", "d.jpi", "e.hpi", "f.rar", "g.lpkg");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void aScriptInFrontOfTheArchiveIsNoHindrance() throws Exception {
    byte[] good = jar().pom("g.h", "thing", "1").bytes();
    byte[] script =
        "#!/bin/sh\nexec java -jar \"$0\"\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] both = java.util.Arrays.copyOf(script, script.length + good.length);
    System.arraycopy(good, 0, both, script.length, good.length);

    assertThat(names("start.jar", both)).containsExactly("g.h:thing 1");
  }

  @Test
  @Timeout(20)
  void anArchiveThatMultipliesEndsWithinItsBudget() throws Exception {
    byte[] bytes = jar().pom("g.h", "core", "1").bytes();
    for (int level = 0; level < 20; level++) {
      Archives next = jar();
      for (int copy = 0; copy < 8; copy++) {
        next.with(copy + ".jar", bytes);
      }
      bytes = next.bytes();
    }
    byte[] hostile = bytes;
    Limits tight =
        new Limits(1000, 1 << 30, 1000, 8 << 20, 8 << 20, 64, 4096, 40, 2000, 64 << 20, 1000);
    RecordedDiscoveries found = new RecordedDiscoveries();

    assertThatThrownBy(
            () ->
                new JavaArchiveCataloger(tight)
                    .catalog(
                        DirectoryTree.empty().file("x.jar", hostile).file("x.jar").orElseThrow(),
                        DirectoryTree.content(hostile),
                        found))
        .isInstanceOf(LimitExceededException.class);
    assertThat(found.namesAndVersions()).containsExactly("g.h:core 1");
  }

  @Test
  void damagedArchivesGiveAResultOrAnIOException() throws Exception {
    byte[] inner = jar().manifest("Implementation-Version: 1").pom("a.b", "c", "1").bytes();
    byte[] good =
        jar()
            .manifest("Implementation-Title: x", "Bundle-SymbolicName: a.b")
            .pom("g.h", "thing", "1")
            .with("META-INF/maven/g.h/thing/pom.xml", "<project><licenses/></project>")
            .stored("lib/stored-1.jar", inner)
            .with("lib/deflated-1.jar", inner)
            .bytes();
    long start = System.nanoTime();

    Mutations.of(good, 42, 5_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.file(CATALOGER, "damaged-1.0.jar", bytes);
              } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }

  private static RecordedDiscoveries run(String path, byte[] bytes) throws Exception {
    return CatalogerRun.file(CATALOGER, path, bytes);
  }

  static List<String> names(String path, byte[] bytes) throws Exception {
    RecordedDiscoveries found = run(path, bytes);
    assertThat(found.unreadable()).isEmpty();
    return found.namesAndVersions();
  }
}
