package dev.drydock.catalog.julia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JuliaManifestCatalogerTest {
  private static final JuliaManifestCataloger CATALOGER =
      new JuliaManifestCataloger(Limits.defaults());
  private static final String DATES = "ade2ca70-3891-5945-98fb-dc099432e06a";
  private static final String JSON = "682c06a0-de6a-54ab-a142-c8b1cf79cde6";
  private static final String OTHER = "aaaaaaaa-de6a-54ab-a142-c8b1cf79cde6";
  private static final String FORMAT_2 =
      """
      julia_version = "1.8.5"
      manifest_format = "2.0"
      [[deps.Dates]]
      uuid = "%s"
      [[deps.JSON]]
      deps = ["Dates", "Gone"]
      git-tree-sha1 = "31e996f0a15c7b280ba9f76636b3ff9e2ae58c9a"
      uuid = "%s"
      version = "0.21.4"
      [[deps.Local]]
      path = "Local"
      uuid = "%s"
        [deps.Local.deps]
        JSON = "%s"
      [[deps.Odd]]
      uuid = "short"
      """
          .formatted(DATES, JSON, OTHER, JSON);

  @Test
  void readsFormat2() throws Exception {
    RecordedDiscoveries found = manifest("Manifest.toml", FORMAT_2);

    assertThat(found.purls())
        .containsExactly(
            "pkg:julia/Dates@1.8.5?uuid=" + DATES,
            "pkg:julia/JSON@0.21.4?uuid=" + JSON,
            "pkg:julia/Local?uuid=" + OTHER);
    assertThat(
            found.dependencies().stream().map(one -> one.from().name() + " > " + one.to().name()))
        .containsExactly("JSON > Dates", "Local > JSON");
  }

  @Test
  void aWrongUuidDoesNotHideAPackage() throws Exception {
    RecordedDiscoveries found =
        manifest(
            "Manifest.toml",
            """
            manifest_format = "2.0"
            [[deps.Typo]]
            uuid = "682c06a0-de6a"
            version = "1.0.0"
            [[deps.None]]
            deps = ["JSON"]
            version = "2.0.0"
            [[deps.JSON]]
            uuid = "%s"
            version = "0.21.4"
            """
                .formatted(JSON));

    assertThat(found.purls())
        .containsExactly(
            "pkg:julia/JSON@0.21.4?uuid=" + JSON, "pkg:julia/None@2.0.0", "pkg:julia/Typo@1.0.0");
    assertThat(
            found.dependencies().stream().map(one -> one.from().name() + " > " + one.to().name()))
        .containsExactly("None > JSON");
    assertThat(manifest("Manifest.toml", "[[a]]\nversion = '1'\nuuid = 'b'\n").components())
        .as("without a word about the format it is of another tool")
        .isEmpty();
  }

  @Test
  void readsFormat1WhichDoesNotTellTheVersionOfJulia() throws Exception {
    assertThat(
            manifest(
                    "JuliaManifest.toml",
                    """
                    [[Dates]]
                    uuid = "%s"
                    [[JSON]]
                    deps = ["Dates"]
                    uuid = "%s"
                    version = "0.21.4"
                    [[JSON]]
                    uuid = "%s"
                    version = "1.0.0"
                    """
                        .formatted(DATES, JSON, OTHER))
                .namesAndVersions())
        .containsExactly("Dates ", "JSON 0.21.4", "JSON 1.0.0");
  }

  @Test
  void readsManifestsOfOneVersionOfJuliaButNotThoseOfPackages() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("app/Manifest-v1.11.toml", FORMAT_2)
            .file("root/.julia/packages/JSON/abcde/Manifest.toml", FORMAT_2)
            .file("usr/share/julia/stdlib/v1.11/Pkg/test/a/Manifest.toml", FORMAT_2)
            .file("app/MyManifest.toml", FORMAT_2)
            .file("app/Project.toml", FORMAT_2);

    assertThat(CatalogerRun.over(tree, CATALOGER).components())
        .hasSize(3)
        .allSatisfy(
            one ->
                assertThat(one.locations().getFirst().path()).isEqualTo("app/Manifest-v1.11.toml"));
  }

  @Test
  void anotherManifestIsPassedOverAndABrokenOneIsUnreadable() throws Exception {
    assertThat(manifest("Manifest.toml", "name = 'x'\n[[a]]\nb = 1\n").components()).isEmpty();
    assertThat(manifest("Manifest.toml", "[[a").unreadable()).hasSize(1);
  }

  @Test
  void damagedManifestsEndInAResult() throws Exception {
    try (Stream<byte[]> damaged =
        Mutations.of(FORMAT_2.getBytes(StandardCharsets.UTF_8), 9, 2_000)) {
      for (byte[] bytes : (Iterable<byte[]>) damaged::iterator) {
        CatalogerRun.over(DirectoryTree.empty().file("Manifest.toml", bytes), CATALOGER);
      }
    }
  }

  private static RecordedDiscoveries manifest(String name, String text)
      throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file("app/" + name, text), CATALOGER);
  }
}
