package dev.drydock.catalog.ocaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpamCatalogerTest {
  private static final OpamCataloger CATALOGER = new OpamCataloger(Limits.defaults());
  private static final String FILE =
      """
      opam-version: "2.0" # version: "comment"
      (* version: "another" *)
      synopsis: "quoted \\" version: \\"no\\""
      description: \"""
      version: "no"
      \"""
      depends: [
        "dune" {>= "2.8" & version = "3"}
        version: "no"
      ]
      url { src: "https://host" version: "no" }
      license: ["ISC" "MIT" {with-doc}]
      build: ["dune" "build"] {version: "no"}
      """;

  @Test
  void readsTheInstalledPackagesOfASwitch() throws Exception {
    String root = "home/opam/.opam/default/";
    RecordedDiscoveries found =
        run(
            DirectoryTree.empty()
                .file(root + ".opam-switch/packages/alcotest.1.5.0/opam", FILE)
                .file(
                    root + ".opam-switch/packages/named.dir/opam",
                    "name: \"conf-x\"\nversion: \"2\"")
                .file(root + ".opam-switch/packages/none/opam", FILE)
                .file(root + ".opam-switch/packages/alcotest.1.5.0/files/opam", FILE)
                .file(root + ".opam-switch/sources/alcotest.1.5.0/alcotest.opam", "version: \"9\"")
                .file(root + ".opam-switch/overlay/alcotest/opam", "version: \"9\"")
                .file("home/opam/.opam/repo/default/packages/a/a.1.0/opam", FILE)
                .file(root + "lib/fmt/opam", "version: \"0.9.0\"")
                .file(root + "lib/unversioned/opam", FILE));

    assertThat(found.purls())
        .containsExactly("pkg:opam/alcotest@1.5.0", "pkg:opam/conf-x@2", "pkg:opam/fmt@0.9.0");
    assertThat(found.component("alcotest").licences()).containsExactly("ISC", "MIT");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void aProjectCountsWhereItSaysItsVersion() throws Exception {
    RecordedDiscoveries found =
        run(
            DirectoryTree.empty()
                .file("src/app.opam", "opam-version: \"2.0\"\nversion: \"1.0~rc1\"\n")
                .file("src/other.opam", FILE)
                .file("src/_build/default/copy.opam", "version: \"1\"")
                .file("usr/bin/opam", "version: \"1\""));

    assertThat(found.namesAndVersions()).containsExactly("app 1.0~rc1");
  }

  @Test
  void damagedFilesEndInAResult() throws Exception {
    try (Stream<byte[]> damaged = Mutations.of(FILE.getBytes(StandardCharsets.UTF_8), 8, 3_000)) {
      for (byte[] bytes : (Iterable<byte[]>) damaged::iterator) {
        run(DirectoryTree.empty().file("app.opam", bytes));
      }
    }
  }

  private static RecordedDiscoveries run(DirectoryTree tree) throws InterruptedException {
    return CatalogerRun.over(tree, CATALOGER);
  }
}
