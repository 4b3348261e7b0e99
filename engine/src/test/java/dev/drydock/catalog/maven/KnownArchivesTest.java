package dev.drydock.catalog.maven;

import static dev.drydock.catalog.maven.Archives.jar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Hash;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.limits.Limits;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownArchivesTest {
  @Test
  void anArchiveThatTellsNothingIsKnownByItsDigest() throws Exception {
    byte[] bytes = jar().with("org/a/A.class", "a").manifest("Created-By: Ant").bytes();

    Component component =
        CatalogerRun.file(knowing(bytes, "org.a:a:1.2.8"), "lib/a.jar", bytes).component("org.a:a");

    assertThat(component.version()).isEqualTo("1.2.8");
    assertThat(component.purl()).hasToString("pkg:maven/org.a/a@1.2.8");
    assertThat(component.evidence()).isEqualTo(new Evidence("java-archive", "digest"));
  }

  @Test
  void aNameWithoutAGroupAndAGroupThatIsGuessedAreCorrected() throws Exception {
    byte[] bytes = jar().with("org/a/A.class", "a").bytes();
    byte[] guessed =
        jar().manifest("Implementation-Vendor-Id: org.c", "Implementation-Version: 3").bytes();

    assertThat(names("lib/renamed-7.jar", bytes, knowing(bytes, "org.a:a:1.2.8")))
        .containsExactly("org.a:a 1.2.8");
    assertThat(names("lib/renamed-7.jar", bytes, knowing(new byte[] {1}, "org.a:a:1")))
        .containsExactly("renamed 7");
    assertThat(names("c.jar", guessed, knowing(guessed, "org.a:a:1"))).containsExactly("org.a:a 1");
    assertThat(names("c.jar", guessed, knowing(bytes, "org.a:a:1"))).containsExactly("org.c:c 3");
    byte[] outer = jar().with("lib/inner.jar", bytes).bytes();
    assertThat(names("lib/outer.jar", outer, knowing(bytes, "org.a:a:1.2.8")))
        .containsExactly("org.a:a 1.2.8");
  }

  @Test
  void whatAnArchiveTellsItselfComesBeforeItsDigest() throws Exception {
    byte[] pom = jar().pom("org.b", "b", "2").bytes();
    byte[] known =
        jar().manifest("Implementation-Title: log4j", "Implementation-Version: 1.2.12").bytes();
    byte[] full = jar().with("lib/inner.jar", jar().pom("org.d", "d", "4").bytes()).bytes();
    byte[] agent = jar().manifest("Weave-Classes: x", "Implementation-Version: 3").bytes();

    assertThat(names("a.jar", pom, knowing(pom, "org.a:a:1"))).containsExactly("org.b:b 2");
    assertThat(names("c.jar", known, knowing(known, "org.a:a:1")))
        .containsExactly("log4j:log4j 1.2.12");
    assertThat(names("a.jar", full, knowing(full, "org.a:a:1"))).containsExactly("org.d:d 4");
    assertThat(names("a.jar", agent, knowing(agent, "org.a:a:1"))).isEmpty();
  }

  @Test
  void anotherArchiveOfTheSameSizeIsAnother() throws Exception {
    byte[] bytes = jar().stored("a", new byte[] {1}).bytes();
    byte[] other = jar().stored("a", new byte[] {2}).bytes();
    assertThat(other).hasSameSizeAs(bytes);

    assertThat(names("lib/a.jar", other, knowing(bytes, "org.a:a:1"))).isEmpty();
  }

  @Test
  void digestsThatAreAskedForAreThoseOfTheArchive() throws Exception {
    byte[] bytes = jar().with("org/a/A.class", "a").bytes();
    JavaArchiveCataloger cataloger =
        new JavaArchiveCataloger(
            Limits.defaults(), true, new KnownArchives(line(bytes, "org.a:a:1")));

    assertThat(CatalogerRun.file(cataloger, "a.jar", bytes).component("org.a:a").hashes())
        .hasSize(3)
        .contains(new Hash("SHA-1", sha1(bytes)));
  }

  @Test
  void theTableIsSortedAndWhole() {
    List<String> lines =
        new KnownArchives().table().lines().filter(line -> !line.isBlank()).toList();
    List<String> entries = lines.stream().filter(line -> !line.startsWith("#")).toList();
    Set<String> coordinates = new HashSet<>();

    assertThat(entries).hasSizeGreaterThan(30).isSorted();
    for (String entry : entries) {
      assertThat(entry).matches("[0-9a-f]{40} [0-9]{3,8} [\\w.-]+:[\\w.-]+:[\\w.+-]+");
      assertThat(coordinates.add(entry.substring(entry.lastIndexOf(' ')))).as(entry).isTrue();
    }
    assertThat(lines.stream().filter(line -> line.startsWith("#")))
        .noneMatch(line -> line.matches(".* [0-9]+ .*"));
    Coordinates log4j = new KnownArchives().find("3640dd71069d7986c9a14d333519216f4ca5c094");
    assertThat(log4j).isEqualTo(new Coordinates("log4j", "log4j", "1.2.8", "digest", List.of()));
    assertThat(new KnownArchives().find("0".repeat(40))).isNull();
  }

  private static JavaArchiveCataloger knowing(byte[] archive, String coordinates) throws Exception {
    return new JavaArchiveCataloger(
        Limits.defaults(), false, new KnownArchives(line(archive, coordinates)));
  }

  private static String line(byte[] archive, String coordinates) throws Exception {
    return sha1(archive) + " " + archive.length + " " + coordinates + "\n";
  }

  private static String sha1(byte[] archive) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(archive));
  }

  private static List<String> names(String path, byte[] archive, JavaArchiveCataloger cataloger)
      throws Exception {
    return CatalogerRun.file(cataloger, path, archive).namesAndVersions();
  }
}
