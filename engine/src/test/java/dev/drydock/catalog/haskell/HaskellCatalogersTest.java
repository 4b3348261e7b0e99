package dev.drydock.catalog.haskell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HaskellCatalogersTest {
  private static final StackLockCataloger STACK = new StackLockCataloger(Limits.defaults());
  private static final CabalFreezeCataloger CABAL = new CabalFreezeCataloger(Limits.defaults());

  private static final PackageDatabaseCataloger INSTALLED =
      new PackageDatabaseCataloger(Limits.defaults());

  private static final String LOCK =
      """
      packages:
      - completed:
          hackage: HTTP-4000.3.16@sha256:6042643c,5947
          pantry-tree:
            size: 1428
        original:
          hackage: HTTP-4000.3.16
      - completed:
          hackage: lens-aeson-1.10@rev:2
      - completed:
          name: kore
          version: 0.60.0.0
          git: https://github.com/x/kore.git
          commit: cc73eb2b
      - completed:
          hackage: no version
      - nothing
      snapshots:
      - completed:
          url: https://host/lts-18.yaml
      """;
  private static final String FREEZE =
      """
      active-repositories: hackage.haskell.org:merge
      -- constraints: any.comment ==1.0
      constraints: any.aeson ==2.1.0.0,
                   aeson -cffi +ordered-keymap,
                   any.base ==4.17.0.0, plain == 1.10,
                   ranged >=1.0,
                   setup:x ==1.0
      index-state: hackage.haskell.org 2023-01-01T00:00:00Z
        other ==1.0
      """;

  @Test
  void readsTheHackagePackagesOfStack() throws Exception {
    RecordedDiscoveries found =
        CatalogerRun.over(DirectoryTree.empty().file("app/stack.yaml.lock", LOCK), STACK);

    assertThat(found.purls())
        .containsExactly("pkg:hackage/HTTP@4000.3.16", "pkg:hackage/lens-aeson@1.10");
    assertThat(found.component("HTTP").evidence())
        .isEqualTo(new Evidence("haskell-stack-lock", "stack.yaml.lock"));
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void readsTheConstraintsOfCabal() throws Exception {
    RecordedDiscoveries found =
        CatalogerRun.over(DirectoryTree.empty().file("app/cabal.project.freeze", FREEZE), CABAL);

    assertThat(found.namesAndVersions())
        .containsExactly("aeson 2.1.0.0", "base 4.17.0.0", "plain 1.10");
  }

  @Test
  void aByteOrderMarkBeforeTheFirstFieldIsPassedOver() throws Exception {
    assertThat(
            CatalogerRun.over(
                    DirectoryTree.empty()
                        .file("cabal.project.freeze", "\uFEFFconstraints: any.text ==2.0\n"),
                    CABAL)
                .namesAndVersions())
        .containsExactly("text 2.0");
  }

  @Test
  void readsThePackageDatabasesOfGhc() throws Exception {
    String record =
        """
        name:                 aeson
        version:              2.1.0.0
        visibility:           public
        id:                   aeson-2.1.0.0-7a24
        license:              BSD-3-Clause
        description:
            name: none
        depends:
            base-4.17.0.0 bytestring-0.11.3.1
        """;
    String within =
        """
        name:                 z-attoparsec-z-internal
        version:              0.14.4
        package-name:         attoparsec
        lib-name:             internal
        """;
    RecordedDiscoveries found =
        CatalogerRun.over(
            DirectoryTree.empty()
                .file("opt/ghc/9.4.7/lib/package.conf.d/aeson-2.1.0.0.conf", record)
                .file("root/.cabal/store/ghc-9.4.7/package.db/attoparsec.conf", within)
                .file("root/.stack/snapshots/x/pkgdb/broken.conf", "nothing")
                .file("etc/aeson.conf", record),
            INSTALLED);

    assertThat(found.purls())
        .containsExactly("pkg:hackage/aeson@2.1.0.0", "pkg:hackage/attoparsec@0.14.4");
    assertThat(found.component("aeson").licences()).containsExactly("BSD-3-Clause");
    assertThat(found.component("aeson").evidence())
        .isEqualTo(new Evidence("haskell-package-database", "package database"));
    assertThat(found.unreadable()).hasSize(1);
  }

  @Test
  void aBrokenLockFileIsUnreadable() throws Exception {
    assertThat(
            CatalogerRun.over(DirectoryTree.empty().file("stack.yaml.lock", "a: [b"), STACK)
                .unreadable())
        .hasSize(1);
  }

  @Test
  void damagedFilesEndInAResult() throws Exception {
    try (Stream<byte[]> damaged = Mutations.of(LOCK.getBytes(StandardCharsets.UTF_8), 6, 1_500)) {
      for (byte[] bytes : (Iterable<byte[]>) damaged::iterator) {
        CatalogerRun.over(DirectoryTree.empty().file("stack.yaml.lock", bytes), STACK);
      }
    }
    try (Stream<byte[]> damaged = Mutations.of(FREEZE.getBytes(StandardCharsets.UTF_8), 6, 2_000)) {
      for (byte[] bytes : (Iterable<byte[]>) damaged::iterator) {
        CatalogerRun.over(DirectoryTree.empty().file("cabal.project.freeze", bytes), CABAL);
      }
    }
  }
}
