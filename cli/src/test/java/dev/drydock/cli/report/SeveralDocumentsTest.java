package dev.drydock.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Run;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.DockerArchive;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.OciLayout;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports of several images: all platforms of an index, all images of an archive.
class SeveralDocumentsTest {
  @TempDir private Path home;
  private String layout = "";
  private String archive = "";
  private String feeds = "";

  @BeforeEach
  void makeImages() throws IOException {
    Path npm = Files.createDirectories(home.resolve("feeds/osv/npm"));
    Files.writeString(
        npm.resolve("GHSA-1.json"),
        """
        {"schema_version":"1.7.0","id":"GHSA-1","modified":"2026-08-20T00:00:00Z","affected":[
          {"package":{"ecosystem":"npm","name":"two"},
           "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.0.1"}]}]}]}
        """);
    feeds = home.resolve("feeds").toString();
    Path place = home.resolve("layout");
    OciLayout.nested(
            "v1", image("app:v1", "linux/amd64", "one"), image("app:v1", "linux/arm64/v8", "two"))
        .writeTo(place);
    layout = place.toString();
    archive =
        Files.write(
                home.resolve("many.tar"),
                DockerArchive.of(
                        image("team/shop:1.4", "linux/amd64", "one"),
                        image("desk:2", "linux/amd64", "two"))
                    .bytes())
            .toString();
  }

  private static BuiltImage image(String tag, String platform, String module) {
    return new ImageBuilder()
        .platform(platform)
        .layer(
            new TarWriter()
                .file(
                    "app/node_modules/" + module + "/package.json",
                    "{\"name\":\"%s\",\"version\":\"1.0.0\"}".formatted(module)))
        .tag(tag)
        .build();
  }

  private static List<String> names(Run run) throws IOException {
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    Json document =
        new JsonReader(Limits.defaults())
            .read(run.out().getBytes(StandardCharsets.UTF_8), "document");
    assertThat(document.integer("schemaVersion")).contains(1L);
    return document.items("images").stream()
        .map(
            one ->
                one.get("image").orElseThrow().text("platform")
                    + " "
                    + one.items("components").getFirst().text("name"))
        .toList();
  }

  @Test
  void jsonOfAllPlatformsHasTheUsualObjectForEach() throws IOException {
    List<String> both = List.of("linux/amd64 one", "linux/arm64/v8 two");

    assertThat(names(Run.in(home, "sbom", "--platform", "all", "-f", "json", layout)))
        .isEqualTo(both);
    Run scan = Run.in(home, "scan", "--platform=all", "-f", "json", "--advisories", feeds, layout);
    assertThat(names(scan)).isEqualTo(both);
    assertThat(names(Run.in(home, "sbom", "--platform", "all", "-f", "json", layout + ":v1")))
        .isEqualTo(both);
    assertThat(Run.in(home, "sbom", "-f", "json", layout).out()).doesNotContain("\"images\"");
  }

  @Test
  void jsonOfAllImagesNamesEach() throws IOException {
    Run run = Run.in(home, "sbom", "--all-images", "-f", "json", archive);

    assertThat(names(run)).containsExactly("linux/amd64 one", "linux/amd64 two");
    assertThat(run.out())
        .contains("\"reference\": \"" + archive + ":team/shop:1.4\"")
        .contains("\"reference\": \"" + archive + ":desk:2\"");
  }

  @Test
  void tablesHaveAHeadingEach() {
    for (String command : List.of("sbom", "scan")) {
      Run run = Run.in(home, command, "--platform", "all", "--advisories", feeds, layout);

      assertThat(run.exitCode()).isZero();
      assertThat(run.out())
          .startsWith("══ Image 1 of 2 ══\n")
          .contains("\n\n══ Image 2 of 2 ══\n")
          .contains("linux/amd64, 1 component")
          .contains("linux/arm64/v8, 1 component");
    }
  }

  @Test
  void billsOfMaterialsAreOneFileForEachImage() throws IOException {
    String target = home.resolve("sboms") + "/";

    Run run = Run.in(home, "sbom", "--platform", "all", "-f", "spdx-json", "-o", target, layout);
    assertThat(run).isEqualTo(new Run(0, "", ""));
    Run again = Run.in(home, "sbom", "--all-images", "-f", "cyclonedx-xml", "-o", target, archive);
    assertThat(again).isEqualTo(new Run(0, "", ""));
    Run scan =
        Run.in(
            home,
            "scan",
            "--all-images",
            "-f",
            "json",
            "--advisories",
            feeds,
            "-o",
            target,
            archive);
    assertThat(scan).isEqualTo(new Run(0, "", ""));

    try (Stream<Path> files = Files.list(home.resolve("sboms"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "linux-amd64.spdx.json",
              "linux-arm64-v8.spdx.json",
              "team-shop_1.4-linux-amd64.cdx.xml",
              "desk_2-linux-amd64.cdx.xml",
              "team-shop_1.4-linux-amd64.json",
              "desk_2-linux-amd64.json");
    }
    assertThat(Files.readString(home.resolve("sboms/linux-arm64-v8.spdx.json")))
        .contains("pkg:npm/two@1.0.0")
        .doesNotContain("pkg:npm/one");
  }

  @Test
  void oneDocumentOfSeveralImagesIsRefusedWithTheMend() {
    Run run = Run.in(home, "sbom", "--platform", "all", "-f", "cyclonedx-json", layout);

    assertThat(run)
        .isEqualTo(
            new Run(
                2,
                "",
                "drydock: a document of cyclonedx-json is about one image; name a directory for one"
                    + " document each: -o sboms/\n"));
    assertThat(Run.in(home, "sbom", "--compare-attached", "--platform", "all", layout).err())
        .isEqualTo(
            "drydock: --compare-attached is for one image; name its platform, and leave"
                + " --all-images out\n");
  }

  @Test
  void anArchiveOfSeveralImagesAsksWhichOne() {
    Run run = Run.in(home, "scan", "--advisories", feeds, archive);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .isEqualTo(
            "drydock: many.tar holds 2 images: team/shop:1.4, desk:2; choose one, such as "
                + archive
                + ":team/shop:1.4, or add --all-images\n");
    assertThat(Run.in(home, "sbom", archive + ":desk:2").out()).contains("two");
  }
}
