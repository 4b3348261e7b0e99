package dev.drydock.catalog.r;

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

class RCatalogersTest {
  private static final RDescriptionCataloger INSTALLED =
      new RDescriptionCataloger(Limits.defaults());
  private static final RenvLockCataloger LOCK = new RenvLockCataloger(Limits.defaults());

  private static final PackratLockCataloger PACKRAT_LOCK =
      new PackratLockCataloger(Limits.defaults());

  private static final String DESCRIPTION =
      """
      Package: stringr
      Title: Simple
      Authors@R:
          c(person(given = "H",
      \tPackage: no))
      Version: 1.5.0.9000
      License:
          MIT + file LICENSE
      Built: R 4.3.0; ; 2023-04-21 11:33:09 UTC; unix
      Version: 2
      """;
  private static final String RENV =
      """
      {"R": {"Version": "4.1.0", "Repositories": [{"Name": "CRAN"}]},
       "Packages": {
         "BH": {"Package": "BH", "Version": "1.75.0-0", "Source": "Repository",
           "Repository": "CRAN", "License": "BSL-1.0"},
         "dplyr": {"Package": "dplyr", "Version": "1.1.0", "Source": "Repository",
           "Repository": "RSPM", "Requirements": ["R", "BH", "dplyr"], "Imports": ["cli (>= 3.4.0)"]},
         "cli": {"Version": "3.6", "Source": "Repository", "Repository": "CRAN"},
         "mime": {"Package": "mime", "Version": "0.12.1", "Source": "GitHub", "Repository": "CRAN"},
         "BSgenome": {"Package": "BSgenome", "Version": "1.60.0", "Source": "Bioconductor"},
         "S4": {"Package": "S4", "Version": "1", "Source": "Repository", "Repository": "Bioconductor 3.18"},
         "morning": {"Package": "morning", "Version": "0.1.0", "Source": "Repository"},
         "odd": {"Package": "odd", "Version": 1, "Source": "Repository", "Repository": "CRAN"},
         "text": "1.0"}}
      """;

  private static final String PACKRAT =
      """
      PackratFormat: 1.4
      RVersion: 3.5.2
      Repos: CRAN=https://cran.example.org/

      Package: dplyr
      Source: CRAN
      Version: 0.8.0-1
      Hash: 36ee
      Requires: R6,
          own, gone

      Package: R6
      Source: CRAN
      Version: 2.4.0

      Package: own
      Source: github
      Version: 0.1.0
      GithubRepo: own

      Package: limma
      Source: Bioconductor
      Version: 3.38.3
      """;

  @Test
  void readsInstalledPackages() throws Exception {
    RecordedDiscoveries found =
        installed(
            DirectoryTree.empty()
                .file("usr/lib/R/library/stringr/DESCRIPTION", DESCRIPTION)
                .file(
                    "usr/lib/R/library/limma/DESCRIPTION",
                    "Package: limma\nVersion: 3.58.1\nbiocViews: Software\n")
                .file("usr/share/octave/io/DESCRIPTION", "Name: io\nVersion: 2.6\n")
                .file("srv/DESCRIPTION", "no package at all")
                .file(
                    "usr/lib/R/library/pkgload/tests/testthat/testA/DESCRIPTION",
                    "Package: testA\nVersion: 1\n")
                .file("srv/x/DESCRIPTION", "Package: x y\nVersion: 1\n")
                .file("srv/y/DESCRIPTION", "Package: y\nVersion: one\n")
                .file("srv/description", "Package: z\nVersion: 1\n"));

    assertThat(found.purls())
        .containsExactly("pkg:bioconductor/limma@3.58.1", "pkg:cran/stringr@1.5.0.9000");
    assertThat(found.component("stringr").licences()).containsExactly("MIT + file LICENSE");
    assertThat(found.component("stringr").evidence())
        .isEqualTo(new Evidence("r-description", "DESCRIPTION"));
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void readsWhatRenvLockedFromCran() throws Exception {
    RecordedDiscoveries found =
        RecordedDiscoveries.of(LOCK, DirectoryTree.empty().file("app/renv.lock", RENV));

    assertThat(found.purls())
        .containsExactly("pkg:cran/BH@1.75.0-0", "pkg:cran/cli@3.6", "pkg:cran/dplyr@1.1.0");
    assertThat(found.component("BH").licences()).containsExactly("BSL-1.0");
    assertThat(
            found.dependencies().stream().map(one -> one.from().name() + " > " + one.to().name()))
        .containsExactly("dplyr > BH", "dplyr > cli");
  }

  @Test
  void whatIsInstalledIsTheTruth() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("app/renv.lock", RENV)
            .file("usr/lib/R/library/BH/DESCRIPTION", "Package: BH\nVersion: 1.80\n");

    assertThat(RecordedDiscoveries.of(LOCK, tree).namesAndVersions())
        .containsExactly("cli 3.6", "dplyr 1.1.0");
  }

  @Test
  void readsWhatPackratLockedFromCran() throws Exception {
    DirectoryTree tree = DirectoryTree.empty().file("app/packrat/packrat.lock", PACKRAT);
    RecordedDiscoveries found = RecordedDiscoveries.of(PACKRAT_LOCK, tree);

    assertThat(found.purls()).containsExactly("pkg:cran/R6@2.4.0", "pkg:cran/dplyr@0.8.0-1");
    assertThat(
            found.dependencies().stream().map(one -> one.from().name() + " > " + one.to().name()))
        .containsExactly("dplyr > R6");
    assertThat(found.component("R6").evidence())
        .isEqualTo(new Evidence("packrat-lock", "packrat.lock"));
    assertThat(
            RecordedDiscoveries.of(
                    PACKRAT_LOCK, tree.file("app/packrat/lib/R6/DESCRIPTION", "Package: R6\n"))
                .namesAndVersions())
        .containsExactly("dplyr 0.8.0-1");
  }

  @Test
  void aLockFileThatIsNoJsonIsUnreadable() throws Exception {
    assertThat(
            RecordedDiscoveries.of(LOCK, DirectoryTree.empty().file("renv.lock", "{")).unreadable())
        .hasSize(1);
  }

  @Test
  void damagedFilesEndInAResult() throws Exception {
    try (Stream<byte[]> damaged =
        Mutations.of(DESCRIPTION.getBytes(StandardCharsets.UTF_8), 3, 2_000)) {
      for (byte[] bytes : (Iterable<byte[]>) damaged::iterator) {
        installed(DirectoryTree.empty().file("DESCRIPTION", bytes));
      }
    }
    try (Stream<byte[]> damaged =
        Mutations.of(PACKRAT.getBytes(StandardCharsets.UTF_8), 3, 2_000)) {
      for (byte[] bytes : (Iterable<byte[]>) damaged::iterator) {
        RecordedDiscoveries.of(PACKRAT_LOCK, DirectoryTree.empty().file("packrat.lock", bytes));
      }
    }
    try (Stream<byte[]> damaged = Mutations.of(RENV.getBytes(StandardCharsets.UTF_8), 3, 2_000)) {
      for (byte[] bytes : (Iterable<byte[]>) damaged::iterator) {
        RecordedDiscoveries.of(LOCK, DirectoryTree.empty().file("renv.lock", bytes));
      }
    }
  }

  private static RecordedDiscoveries installed(DirectoryTree tree) throws InterruptedException {
    return CatalogerRun.over(tree, INSTALLED);
  }
}
