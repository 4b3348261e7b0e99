package dev.drydock.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.cli.Run;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.DockerArchive;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From a file on disk to a report: an image of two layers, and advisories for it.
class ImageCommandsTest {
  private static final Map<String, String> STILL = Map.of("SOURCE_DATE_EPOCH", "1787300000");

  @TempDir private Path home;
  private String image = "";
  private String feeds = "";

  @BeforeEach
  void makeAnImageAndAdvisories() throws IOException {
    BuiltImage built =
        new ImageBuilder()
            .layer(
                new TarWriter()
                    .file(
                        "etc/os-release",
                        """
                        ID=debian
                        VERSION_ID="11"
                        VERSION_CODENAME=bullseye
                        PRETTY_NAME="Debian GNU/Linux 11 (bullseye)"
                        """)
                    .file(
                        "var/lib/dpkg/status",
                        """
                        Package: libssl1.1
                        Status: install ok installed
                        Architecture: amd64
                        Source: openssl
                        Version: 1.1.1w-0+deb11u1

                        """),
                "ADD rootfs.tar /")
            .layer(
                new TarWriter()
                    .file(
                        "app/node_modules/minimist/package.json",
                        "{\"name\":\"minimist\",\"version\":\"1.2.5\",\"license\":\"MIT\"}"),
                "COPY app /app")
            .tag("app:1")
            .build();
    image = Files.write(home.resolve("app.tar"), DockerArchive.of(built).bytes()).toString();
    Path directory = home.resolve("feeds");
    advisory(
        directory.resolve("osv").resolve("Debian"),
        "DSA-1-1",
        "\"upstream\":[\"CVE-2024-5535\"],",
        "Debian:11",
        "openssl",
        "1.1.1w-0+deb11u2");
    advisory(
        directory.resolve("osv").resolve("npm"),
        "GHSA-xvch-5gv4-984h",
        "\"aliases\":[\"CVE-2021-44906\"],\"database_specific\":{\"severity\":\"CRITICAL\"},",
        "npm",
        "minimist",
        "1.2.6");
    feeds = directory.toString();
  }

  private static void advisory(
      Path directory, String id, String more, String ecosystem, String name, String fixed)
      throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve(id + ".json"),
        """
        {"schema_version":"1.7.0","id":"%s","modified":"2026-08-20T00:00:00Z",%s
         "affected":[{"package":{"ecosystem":"%s","name":"%s"},
           "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"%s"}]}]}]}
        """
            .formatted(id, more, ecosystem, name, fixed),
        StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "cyclonedx-json",
    "cyclonedx-xml",
    "cyclonedx-1.7-json",
    "cyclonedx-1.7-xml",
    "spdx-json",
    "spdx-tv",
    "spdx-3-json"
  })
  void aBillOfMaterialsHasTheFindingsOfItsImage(String format) throws IOException {
    Path file = home.resolve("bom");
    assertThat(Run.in(home, "sbom", "-f", format, "-o", file.toString(), image).err()).isEmpty();

    Run ofImage =
        Run.in(home, STILL, "scan", "--no-hygiene", "-f", "json", "--advisories", feeds, image);
    Run asked = Run.in(home, STILL, "scan", "-f", "json", "--advisories", feeds, "sbom:" + file);
    Run bare = Run.in(home, STILL, "scan", "-f", "json", "--advisories", feeds, file.toString());

    assertThat(ofImage.out()).contains("CVE-2024-5535", "CVE-2021-44906");
    assertThat(asked).isEqualTo(ofImage);
    assertThat(bare).isEqualTo(ofImage);
  }

  @Test
  void aFileThatIsNoBillOfMaterialsIsRefusedInOneLine() throws IOException {
    Path other = Files.writeString(home.resolve("other.json"), "{\"a\": 1}");

    for (String reference : List.of("sbom:" + other, other.toString())) {
      Run run = Run.in(home, "sbom", reference);
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err())
          .startsWith("drydock: other.json is JSON, but no bill of materials that Drydock reads")
          .hasLineCount(1);
    }
    assertThat(Run.in(home, "sbom", "sbom:" + home.resolve("none")).err())
        .contains("is no file here; check the path");
  }

  @Test
  void theAuthorStandsInTheDocument() {
    String author = "Platform team <platform@example.org>";

    assertThat(Run.in(home, "sbom", "-f", "spdx-json", "--author", author, image).out())
        .contains("\"Organization: Platform team (platform@example.org)\"");
    assertThat(Run.in(home, "sbom", "-f", "cyclonedx-json", "--author", author, image).out())
        .contains("\"email\": \"platform@example.org\"");
  }

  @Test
  void findsWhatTheAdvisoriesSayAndNothingElse() throws IOException {
    Run run = scan("--format", "json");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    Json document = json(run.out());
    assertThat(document.items("findings"))
        .extracting(
            finding -> finding.text("id"),
            finding -> finding.get("component").orElseThrow().text("name"),
            finding -> finding.text("severity"),
            finding -> finding.text("status"),
            finding -> finding.texts("fixedIn"))
        .containsExactlyInAnyOrder(
            tuple("CVE-2021-44906", "minimist", "critical", "affected", List.of("1.2.6")),
            tuple(
                "CVE-2024-5535", "libssl1.1", "unknown", "affected", List.of("1.1.1w-0+deb11u2")));
    assertThat(document.items("components"))
        .extracting(component -> component.text("name"), component -> component.text("version"))
        .containsExactlyInAnyOrder(
            tuple("libssl1.1", "1.1.1w-0+deb11u1"), tuple("minimist", "1.2.5"));
    assertThat(document.get("image").orElseThrow().text("reference")).isEqualTo(image);
  }

  @Test
  void whatUpperLayersDeletedIsListedApartWhenAskedFor() throws IOException {
    String module = "app/node_modules/%s/package.json";
    String one = "{\"name\":\"minimist\",\"version\":\"%s\"}";
    BuiltImage built =
        new ImageBuilder()
            .layer(
                new TarWriter()
                    .file(module.formatted("minimist"), one.formatted("1.2.0"))
                    .file(module.formatted("gone"), "{\"name\":\"gone\",\"version\":\"1.0.0\"}")
                    .file(module.formatted("kept"), "{\"name\":\"kept\",\"version\":\"1.0.0\"}")
                    .file(module.formatted("back"), "{\"name\":\"back\",\"version\":\"1.0.0\"}"))
            .layer(new TarWriter().file(module.formatted("minimist"), one.formatted("1.2.5")))
            .layer(
                new TarWriter().whiteout("app/node_modules/gone").whiteout("app/node_modules/back"))
            .layer(
                new TarWriter()
                    .file(module.formatted("back"), "{\"name\":\"back\",\"version\":\"1.0.0\"}"))
            .build();
    String file =
        Files.write(home.resolve("layers.tar"), DockerArchive.of(built).bytes()).toString();
    Run run = Run.in(home, "scan", "-f", "json", "--include-deleted", "--advisories", feeds, file);
    Json document = json(run.out());

    List<Json> layers = document.get("image").orElseThrow().items("layers");
    assertThat(document.items("deletedComponents"))
        .extracting(
            deleted -> deleted.text("purl"),
            deleted -> deleted.texts("locations"),
            deleted -> deleted.text("layer"),
            deleted -> deleted.text("deletedIn"))
        .containsExactly(
            tuple(
                "pkg:npm/minimist@1.2.0",
                List.of(module.formatted("minimist")),
                layers.getFirst().text("diffId"),
                layers.get(1).text("diffId")),
            tuple(
                "pkg:npm/gone@1.0.0",
                List.of(module.formatted("gone")),
                layers.getFirst().text("diffId"),
                layers.get(2).text("diffId")));
    assertThat(document.items("components"))
        .extracting(component -> component.text("purl"))
        .containsExactly("pkg:npm/back@1.0.0", "pkg:npm/kept@1.0.0", "pkg:npm/minimist@1.2.5");
    assertThat(document.items("findings")).hasSize(1);
    Run table = Run.in(home, "sbom", "--include-deleted", file);
    assertThat(table.out())
        .contains("2 components of lower layers, deleted by upper ones (in no count above):\n")
        .contains("  minimist 1.2.0 (npm): from layer 0, deleted in layer 1\n")
        .contains("  gone 1.0.0 (npm): from layer 0, deleted in layer 2\n");
    assertThat(Run.in(home, "sbom", "-f", "cyclonedx-json", "--include-deleted", file).out())
        .doesNotContain("gone");
    assertThat(Run.in(home, "sbom", "-f", "json", file).out()).doesNotContain("deletedComponents");
    assertThat(Run.in(home, "sbom", "--include-deleted", image).out())
        .contains("No component of a lower layer was deleted by an upper one.");
  }

  @Test
  void theTableIsForPeople() {
    Run run = scan();

    assertThat(run.out())
        .startsWith(image.substring(0, 20))
        .contains("Debian GNU/Linux 11 (bullseye), linux/amd64, 2 components")
        .contains("2 known vulnerabilities: 1 critical, 1 unknown")
        .contains("CVE-2021-44906")
        .doesNotContain("\u001b");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void explainsMatchesWhenAsked() {
    assertThat(scan("--explain-match").out())
        .contains("GHSA-xvch-5gv4-984h for npm minimist: 1.2.5 is lower than the fix 1.2.6");
  }

  @Test
  void vexSilencesAFindingAndThePlanKnowsIt() throws IOException {
    Path vex = home.resolve("vex.json");
    Files.writeString(
        vex,
        """
        {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/vex",
         "author": "Example", "timestamp": "2026-08-01T00:00:00Z", "version": 1,
         "statements": [{"vulnerability": {"name": "CVE-2021-44906"},
           "products": [{"@id": "pkg:npm/minimist"}], "status": "not_affected",
           "justification": "vulnerable_code_not_in_execute_path"}]}
        """);

    Run table = scan("--vex", vex.toString());
    Json document = json(scan("--format", "json", "--vex", vex.toString()).out());

    assertThat(table.exitCode()).isZero();
    assertThat(table.err()).isEmpty();
    assertThat(table.out())
        .contains("1 finding silenced by VEX, --show-suppressed lists them")
        .doesNotContain("CVE-2021-44906");
    assertThat(scan("--vex", vex.toString(), "--show-suppressed").out())
        .contains("CVE-2021-44906 in minimist 1.2.5");
    assertThat(document.items("findings"))
        .extracting(finding -> finding.text("id"))
        .containsExactly("CVE-2024-5535");
    assertThat(document.items("suppressed"))
        .extracting(finding -> finding.text("id"))
        .containsExactly("CVE-2021-44906");
    assertThat(document.get("plan").orElseThrow().items("actions"))
        .extracting(
            action -> action.text("kind"),
            action -> action.items("packages").getFirst().text("name"),
            action -> action.texts("introduces"))
        .containsExactly(tuple("upgrade-packages", "openssl", List.of()));
  }

  @Test
  void aVexFileThatIsNoneIsSaidBeforeTheImageIsRead() throws IOException {
    Path vex = Files.writeString(home.resolve("vex.json"), "{}");

    Run run = Run.in(home, STILL, "scan", "--vex", vex.toString(), "missing.tar");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("is no VEX document").matches("drydock: [^\n]+\n");
  }

  @Test
  void aSecondScanUsesWhatTheFirstCompiled() throws IOException {
    Run first = scan("--format", "json");
    Files.writeString(home.resolve("feeds/osv/npm/GHSA-xvch-5gv4-984h.json"), " ");
    Run second = scan("--format", "json");

    assertThat(first.exitCode()).isZero();
    assertThat(json(second.out()).items("findings"))
        .as("changed feeds are compiled anew")
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "table,          NAME",
    "json,           '\"schemaVersion\": 1'",
    "cyclonedx-json, '\"bomFormat\": \"CycloneDX\"'",
    "cyclonedx,      '\"bomFormat\": \"CycloneDX\"'",
    "spdx-json,      '\"spdxVersion\": \"SPDX-2.3\"'",
    "spdx,           '\"spdxVersion\": \"SPDX-2.3\"'",
    "spdx-tv,        'SPDXVersion: SPDX-2.3'"
  })
  void everyFormatOfABillOfMaterialsIsTheSameEachTime(String format, String telling) {
    Run first = Run.in(home, STILL, "sbom", "--format", format, image);
    Run second = Run.in(home, STILL, "sbom", "--format", format, image);

    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).contains(telling).contains("minimist");
    assertThat(second).isEqualTo(first);
  }

  @Test
  void aReportIsWrittenToAFile() throws IOException {
    Path file = home.resolve("scan.json");

    Run run = scan("--format", "json", "-o", file.toString());

    assertThat(run).isEqualTo(new Run(0, "", ""));
    assertThat(json(Files.readString(file)).items("findings")).hasSize(2);
  }

  @Test
  void nothingIsWrittenWhereTheImageCannotBeRead() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(image));
    Path broken = home.resolve("broken.tar");
    Files.write(broken, Arrays.copyOf(bytes, bytes.length / 2));
    Path file = Files.writeString(home.resolve("sbom.json"), "old");

    Run run = Run.in(home, "sbom", "-f", "json", "-o", file.toString(), broken.toString());

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).matches("drydock: [^\n]+\n").doesNotContain("Exception");
    assertThat(file).hasContent("old");
  }

  @Test
  void theIndexOfABuildAndTheBundleOfAnExportAreTakenAlike() throws IOException {
    String index = home.resolve("own.idx").toString();
    String bundle = home.resolve("bundle").toString();
    assertThat(Run.in(home, STILL, "db", "build", "-o", index, feeds).exitCode()).isZero();
    assertThat(Run.in(home, STILL, "db", "import", index).exitCode()).isZero();
    assertThat(Run.in(home, STILL, "db", "export", bundle).exitCode()).isZero();
    Path other = Files.createDirectory(home.resolve("other"));
    Run imported = Run.in(other, STILL, "db", "import", bundle);

    assertThat(imported.exitCode()).isZero();
    assertThat(imported.err()).startsWith("drydock: imported advisories, the newest ");
    String expected = scan("--format", "json").out();
    assertThat(Run.in(other, STILL, "scan", "--format", "json", image).out()).isEqualTo(expected);
    assertThat(Run.in(home, STILL, "scan", "--format", "json", "--advisories", index, image).out())
        .isEqualTo(expected);
    assertThat(Run.in(home, STILL, "scan", "--format", "json", "--advisories", bundle, image).out())
        .isEqualTo(expected);
  }

  @Test
  void theStatusTellsWhatThereIs() throws IOException {
    String index = home.resolve("own.idx").toString();
    Run.in(home, STILL, "db", "build", "-q", "-o", index, feeds);
    Run.in(home, STILL, "db", "import", "-q", index);

    Run table = Run.in(home, STILL, "db", "status");
    Json status = json(Run.in(home, STILL, "db", "status", "--format", "json").out());

    assertThat(table.out())
        .contains("updated or imported here")
        .containsPattern("(?m)^Debian +1  2026-08-20")
        .containsPattern("(?m)^npm +1  2026-08-20");
    assertThat(status.text("origin")).isEqualTo("store");
    assertThat(status.items("feeds"))
        .extracting(feed -> feed.text("name"))
        .contains("Debian", "npm");
  }

  private Run scan(String... more) {
    String[] args = new String[more.length + 4];
    args[0] = "scan";
    args[1] = "--advisories";
    args[2] = feeds;
    args[3] = image;
    System.arraycopy(more, 0, args, 4, more.length);
    return Run.in(home, STILL, args);
  }

  private static Json json(String text) throws IOException {
    return new JsonReader(Limits.defaults())
        .read(text.getBytes(StandardCharsets.UTF_8), "document");
  }
}
