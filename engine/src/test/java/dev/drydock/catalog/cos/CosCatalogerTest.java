package dev.drydock.catalog.cos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CosCatalogerTest {
  private static final CosCataloger CATALOGER = new CosCataloger(Limits.defaults());
  private static final String FILE = "etc/cos-package-info.json";
  private static final String LIST =
      """
      {"installedPackages":[
        {"category":"sys-libs","name":"zlib","version":"17162.336.17","ebuild_version":"1.2.11-r5"},
        {"category":"sys-libs","name":"zlib","version":"17162.336.17"},
        {"category":"sys-libs","name":"ncurses"}],
       "buildTimePackages":[{"category":"app-arch","name":"unzip","version":"17162.336.16"}]}
      """;

  @Test
  void installedPackagesAreFoundAndThoseForTheBuildAreNot() throws Exception {
    RecordedDiscoveries found = catalog(LIST.getBytes(StandardCharsets.UTF_8));
    assertThat(found.purls()).containsExactly("pkg:cos/zlib@17162.336.17?distro=cos-101");
    Component zlib = found.component("zlib");
    assertThat(zlib.locations()).containsExactly(new Component.Location(FILE, 0));
    assertThat(Objects.requireNonNull(zlib.os()).source())
        .isEqualTo(new Component.Source("zlib", "17162.336.17", true));
    assertThat(found.unreadable())
        .containsExactly(FILE + ": has an entry with no name or no version; left out");
  }

  @Test
  void aBrokenListIsSaid() throws Exception {
    assertThat(catalog("{".getBytes(StandardCharsets.UTF_8)).unreadable())
        .singleElement()
        .asString()
        .startsWith(FILE + ": ");
  }

  @Test
  void damagedListsEndInAResult() throws Exception {
    for (byte[] bytes : Mutations.of(LIST.getBytes(StandardCharsets.UTF_8), 2, 3_000).toList()) {
      assertThat(catalog(bytes).components().size()).isLessThan(10);
    }
  }

  private static RecordedDiscoveries catalog(byte[] bytes) throws InterruptedException {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("etc/os-release", "ID=cos\nVERSION_ID=101\n")
            .file("home/etc/cos-package-info.json", "{}")
            .file(FILE, bytes);
    return RecordedDiscoveries.of(CATALOGER, tree);
  }
}
