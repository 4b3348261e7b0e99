package dev.drydock.catalog.conan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConanInfoCatalogerTest {
  private static final ConanInfoCataloger CATALOGER = new ConanInfoCataloger(Limits.defaults());

  private static final String LOCK =
      """
      [settings]
          os=Linux

      [requires]
          boost/1.Y.Z

      [options]
          fPIC=True

      [full_requires]
          boost/1.75.0:dc8aedd23a0f0a773a5fcdcfe1ae3e89c4205978
          own/cci.20210118@me/stable:dfbe50feef7f3c6223a476cd5aeadb687084a646

      [full_options]
          boost:addr2line_location=/usr/bin/addr2line
      """;

  @Test
  void readsThePackageOfTheFolderAndWhatItNeeds() throws Exception {
    RecordedDiscoveries found = lock(LOCK);

    assertThat(found.purls())
        .containsExactly(
            "pkg:conan/boost@1.75.0",
            "pkg:conan/me/own@cci.20210118?channel=stable",
            "pkg:conan/mfast@1.2.2");
    assertThat(found.component("mfast").locations())
        .containsExactly(
            new Location("root/.conan/data/mfast/1.2.2/_/_/package/9d1f/conaninfo.txt", 0));
    assertThat(found.component("mfast").evidence())
        .isEqualTo(new Evidence("conan-info", "conaninfo.txt"));
    assertThat(found.dependencies().stream().map(d -> d.from().name() + " > " + d.to().name()))
        .containsExactly("mfast > boost", "mfast > own");
  }

  @Test
  void readsWholeVersionsWhereThereIsNoFullList() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(
                "root/.conan2/p/b/fmt0123/p/conaninfo.txt",
                "[settings]\nos=Linux\n[requires]\nzlib/1.2.13#13c9:dfbe\nbzip2/1.0.Z\n");

    assertThat(CatalogerRun.over(tree, CATALOGER).purls())
        .containsExactly("pkg:conan/zlib@1.2.13?rrev=13c9");
  }

  @Test
  void otherFoldersTellNoPackage() throws Exception {
    for (String path :
        new String[] {
          "conaninfo.txt",
          "package/x/conaninfo.txt",
          "a/b/package/x/conaninfo.txt",
          "c/conaninfo.txt"
        }) {
      assertThat(
              CatalogerRun.over(DirectoryTree.empty().file(path, "[options]\n"), CATALOGER)
                  .components())
          .as(path)
          .isEmpty();
    }
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    Mutations.of(LOCK.getBytes(StandardCharsets.UTF_8), 7, 4_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.over(
                    DirectoryTree.empty()
                        .file("root/.conan/data/mfast/1.2.2/_/_/package/9d1f/conaninfo.txt", bytes),
                    CATALOGER);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries lock(String text) throws InterruptedException {
    return CatalogerRun.over(
        DirectoryTree.empty()
            .file("root/.conan/data/mfast/1.2.2/_/_/package/9d1f/conaninfo.txt", text),
        CATALOGER);
  }
}
