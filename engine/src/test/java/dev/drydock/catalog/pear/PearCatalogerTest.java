package dev.drydock.catalog.pear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PearCatalogerTest {
  private static final PearCataloger CATALOGER = new PearCataloger(Limits.defaults());
  private static final String PECL = "usr/local/lib/php/.registry/.channel.pecl.php.net/redis.reg";
  private static final String PEAR = "usr/local/lib/php/.registry/console_getopt.reg";

  private static final String VERSION_2 =
      "a:6:{s:4:\"name\";s:5:\"redis\";s:7:\"channel\";s:12:\"pecl.php.net\";"
          + "s:7:\"version\";a:2:{s:7:\"release\";s:5:\"6.0.2\";s:3:\"api\";s:5:\"6.0.0\";}"
          + "s:7:\"license\";a:2:{s:7:\"attribs\";a:1:{s:3:\"uri\";s:1:\"u\";}"
          + "s:8:\"_content\";s:3:\"PHP\";}"
          + "s:8:\"filelist\";a:1:{s:7:\"redis.c\";a:2:{s:4:\"role\";s:3:\"src\";i:0;b:1;}}"
          + "s:13:\"_lastmodified\";i:1700000000;}";

  private static final String VERSION_1 =
      "a:5:{s:7:\"package\";s:14:\"Console_Getopt\";s:7:\"version\";s:5:\"1.4.3\";"
          + "s:15:\"release_license\";s:12:\"BSD-2-Clause\";s:5:\"notes\";s:4:\"\u00e4\u00f6\";"
          + "s:3:\"old\";N;}";

  @Test
  void readsWhatAPackageOfVersion2Registered() throws Exception {
    RecordedDiscoveries found = run(PECL, VERSION_2);

    Component redis = found.component("redis");
    assertThat(found.purls()).containsExactly("pkg:pear/pecl.php.net/redis@6.0.2");
    assertThat(redis.licences()).containsExactly("PHP");
    assertThat(redis.locations()).containsExactly(new Location(PECL, 0));
    assertThat(redis.evidence()).isEqualTo(new Evidence("pear", "registry"));
  }

  @Test
  void readsWhatAPackageOfVersion1Registered() throws Exception {
    RecordedDiscoveries found = run(PEAR, VERSION_1);

    assertThat(found.purls()).containsExactly("pkg:pear/pear.php.net/Console_Getopt@1.4.3");
    assertThat(found.component("Console_Getopt").licences()).containsExactly("BSD-2-Clause");
    assertThat(run(PECL, VERSION_1).purls())
        .containsExactly("pkg:pear/pecl.php.net/Console_Getopt@1.4.3");
  }

  @Test
  void severalLicencesAreSeveral() throws Exception {
    String licences =
        "a:3:{s:4:\"name\";s:1:\"a\";s:7:\"version\";s:1:\"1\";s:7:\"license\";"
            + "a:3:{i:0;s:3:\"MIT\";i:1;a:1:{s:8:\"_content\";s:3:\"BSD\";}i:2;d:0.5;}}";

    assertThat(run(PEAR, licences).component("a").licences()).containsExactly("MIT", "BSD", "0.5");
  }

  @Test
  void objectsReferencesAndNumbersAreReadOver() throws Exception {
    assertThat(
            run(
                    PEAR,
                    "a:7:{s:1:\"o\";O:8:\"stdClass\":1:{s:1:\"x\";i:-5;}i:1;d:1.5E+25;i:2;d:NAN;"
                        + "i:3;R:1;i:4;b:0;s:4:\"name\";s:1:\"a\";s:7:\"version\";s:1:\"1\";}")
                .namesAndVersions())
        .containsExactly("a 1");
  }

  @Test
  void registriesAreFoundByTheirFolders() throws Exception {
    DirectoryTree tree = DirectoryTree.empty();
    tree.file(PECL, VERSION_2);
    tree.file(PEAR, VERSION_1);
    tree.file("usr/share/php/.registry/other/x.reg", "no");
    tree.file("usr/share/php/.channels/pecl.php.net.reg", "no");
    tree.file("usr/share/php/x.registry/y.reg", "no");
    tree.file("windows/setup.reg", "no");

    RecordedDiscoveries found = CatalogerRun.over(tree, CATALOGER);

    assertThat(found.namesAndVersions()).containsExactly("Console_Getopt 1.4.3", "redis 6.0.2");
    assertThat(found.unreadable()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "a:1:{",
        "a:9999999999:{}",
        "a:1:{i:0}",
        "s:5:\"abc\";",
        "s:-1:\"\";",
        "i:1",
        "a:1:{a:0:{}i:1;}",
        "s:4294967297:\"a\";",
        "a::{}"
      })
  void whatPhpDidNotSerializeIsUnreadable(String document) {
    assertThatThrownBy(() -> run(PEAR, document))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(PEAR + " is not what PHP serializes");
  }

  @Test
  void depthIsBounded() {
    assertThatThrownBy(() -> run(PEAR, "a:1:{i:0;".repeat(100_000)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatHasNoNameOrVersionIsNoPackage() throws Exception {
    assertThat(run(PEAR, "a:1:{s:4:\"name\";s:1:\"a\";}").components()).isEmpty();
    assertThat(run(PEAR, "N;").components()).isEmpty();
  }

  @Test
  void damagedRegistriesGiveAResultOrAnIOException() {
    Mutations.of(VERSION_2.getBytes(StandardCharsets.UTF_8), 61, 10_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.file(CATALOGER, PECL, bytes);
              } catch (IOException e) {
                assertThat(e.getMessage()).startsWith(PECL);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries run(String path, String document) throws Exception {
    return CatalogerRun.file(CATALOGER, path, document.getBytes(StandardCharsets.UTF_8));
  }
}
