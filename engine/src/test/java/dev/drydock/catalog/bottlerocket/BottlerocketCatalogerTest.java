package dev.drydock.catalog.bottlerocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BottlerocketCatalogerTest {
  private static final BottlerocketCataloger CATALOGER =
      new BottlerocketCataloger(Limits.defaults());
  private static final String FILE = "usr/share/bottlerocket/application-inventory.json";
  private static final String INVENTORY =
      """
      {"Content":[
        {"Name":"glibc","Publisher":"core-kit","Version":"2.43","Release":"1.17.br1","Epoch":"1",
         "Architecture":"x86_64","Url":"http://www.gnu.org/software/glibc/"},
        {"Name":"grep","Publisher":"core-kit","Version":"3.11","Release":"1.17.br1","Epoch":0,
         "Architecture":"x86_64"},
        {"Name":"old","Version":"1.2"},
        {"Name":"glibc","Publisher":"core-kit","Version":"2.43","Release":"1.17.br1","Epoch":"1",
         "Architecture":"x86_64"},
        {"Name":"nothing"}]}
      """;

  @Test
  void everyFactOfAPackageIsThere() throws Exception {
    RecordedDiscoveries found = catalog(FILE, INVENTORY.getBytes(StandardCharsets.UTF_8));
    assertThat(found.purls())
        .containsExactly(
            "pkg:bottlerocket/glibc@1:2.43-1.17.br1?arch=x86_64&distro=bottlerocket-1.50.0",
            "pkg:bottlerocket/grep@3.11-1.17.br1?arch=x86_64&distro=bottlerocket-1.50.0",
            "pkg:bottlerocket/old@1.2?distro=bottlerocket-1.50.0");
    assertThat(found.component("glibc").os())
        .isEqualTo(
            new Component.OsPackage(
                new Component.Source("glibc", "1:2.43-1.17.br1", true),
                "x86_64",
                "core-kit",
                null));
    assertThat(found.unreadable())
        .containsExactly(FILE + ": has an entry with no name or no version; left out");
  }

  @Test
  void theInventoryOfTheHostIsReadToo() throws Exception {
    String path = "x86_64-bottlerocket-linux-gnu/sys-root/" + FILE;
    assertThat(catalog(path, INVENTORY.getBytes(StandardCharsets.UTF_8)).components()).hasSize(3);
    assertThat(catalog("x" + FILE, INVENTORY.getBytes(StandardCharsets.UTF_8)).components())
        .isEmpty();
  }

  @Test
  void damagedInventoriesEndInAResult() throws Exception {
    for (byte[] bytes :
        Mutations.of(INVENTORY.getBytes(StandardCharsets.UTF_8), 2, 3_000).toList()) {
      assertThat(catalog(FILE, bytes).components().size()).isLessThan(10);
    }
  }

  private static RecordedDiscoveries catalog(String path, byte[] bytes)
      throws InterruptedException {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("etc/os-release", "ID=bottlerocket\nVERSION_ID=1.50.0\n")
            .file(path, bytes);
    return RecordedDiscoveries.of(CATALOGER, tree);
  }
}
