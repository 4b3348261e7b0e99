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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// From a word on the command line to words on the terminal.
class ExplainCommandTest {
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
                        PRETTY_NAME="Debian GNU/Linux 11 (bullseye)"
                        """)
                    .file(
                        "var/lib/dpkg/status",
                        """
                        Package: libssl1.1
                        Status: install ok installed
                        Architecture: amd64
                        Source: openssl
                        Version: 1.1.1w-0+deb11u3

                        """),
                "ADD rootfs.tar /")
            .layer(
                new TarWriter()
                    .file(
                        "app/node_modules/minimist/package.json",
                        "{\"name\":\"minimist\",\"version\":\"1.2.5\"}"),
                "COPY app /app")
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
        "\"aliases\":[\"CVE-2021-44906\"],\"summary\":\"Prototype Pollution in minimist\","
            + "\"severity\":[{\"type\":\"CVSS_V3\","
            + "\"score\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"}],"
            + "\"database_specific\":{\"severity\":\"CRITICAL\",\"cwe_ids\":[\"CWE-1321\"]},",
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

  private Run explain(String... more) {
    List<String> args = new ArrayList<>(List.of("explain", "--advisories", feeds));
    args.addAll(List.of(more));
    return Run.in(home, STILL, args.toArray(String[]::new));
  }

  @Test
  void aVulnerabilityByItself() {
    Run run = explain("ghsa-XVCH-5gv4-984h");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("CVE-2021-44906\n\nWhat it is\n  Prototype Pollution in minimist.\n")
        .contains("  Critical (9.8 of 10), says GitHub: the highest grade.\n")
        .contains("  - Over the network: ")
        .contains("    minimist: fixed in 1.2.6\n")
        .contains("  - Input changes all objects (CWE-1321). ")
        .contains("      drydock explain CVE-2021-44906 IMAGE\n")
        .doesNotContain("Does it matter here?", "\u001b");
  }

  @Test
  void whatItMeansForAnImageThatHasIt() {
    Run run = explain("CVE-2021-44906", image);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains(
            "is affected. Attend to it soon, out of turn: critical, over the network, and a fix is"
                + " there. - minimist 1.2.5, added on top of the base image Found in"
                + " app/node_modules/minimist/package.json, layer 1, which \"COPY app /app\" made It"
                + " counts because 1.2.5 is lower than the fix 1.2.6, says the record"
                + " GHSA-xvch-5gv4-984h for minimist (npm). Action 1 of the plan removes it: Upgrade"
                + " minimist 1.2.5 → 1.2.6 (small effort).");
  }

  @Test
  void whatItMeansForAnImageThatDoesNot() {
    Run run = explain("DSA-1-1", image);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("has the package, in a version that is not affected. - libssl1.1")
        .contains(
            "1.1.1w-0+deb11u3 is no version that DSA-1-1 calls affected; fixed in"
                + " 1.1.1w-0+deb11u2.")
        .contains("What to do Nothing, for this image.");
  }

  @Test
  void vexIsTakenIntoAccount() throws IOException {
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
    assertThat(
            explain("CVE-2021-44906", image, "--vex", vex.toString()).out().replaceAll("\\s+", " "))
        .contains("No, says a VEX statement.")
        .contains("Example says not affected: vulnerable code not in execute path");
  }

  @Test
  void jsonHasFactsAndWords() throws IOException {
    Json document =
        new JsonReader(Limits.defaults())
            .read(
                explain("-f", "json", "CVE-2021-44906", image)
                    .out()
                    .getBytes(StandardCharsets.UTF_8),
                "document");
    assertThat(document.text("kind")).isEqualTo("vulnerability");
    Json here = document.get("here").orElseThrow();
    assertThat(here.text("verdict")).isEqualTo("affected");
    assertThat(here.items("present"))
        .extracting(
            present -> present.text("id"),
            present -> present.text("purl"),
            present -> present.text("origin"),
            present -> present.text("priority"))
        .containsExactly(
            tuple("CVE-2021-44906", "pkg:npm/minimist@1.2.5", "application", "attend"));
  }

  @Test
  void markdownGoesToAFileAsAWhole() throws IOException {
    Path file = home.resolve("issue.md");
    Run run = explain("--format", "markdown", "-o", file.toString(), "CVE-2021-44906");
    assertThat(run).isEqualTo(new Run(0, "", ""));
    assertThat(Files.readString(file)).startsWith("# CVE-2021-44906\n\n## What it is\n");
  }

  @ParameterizedTest
  @CsvSource({"table", "json", "markdown"})
  void everyFormatIsTheSameEachTime(String format) {
    Run first = explain("-f", format, "CVE-2021-44906", image);
    assertThat(first.exitCode()).isZero();
    assertThat(explain("-f", format, "CVE-2021-44906", image)).isEqualTo(first);
    Run topics = Run.in(home, STILL, "explain", "-f", format);
    assertThat(topics.out()).contains("base-image", "vulnerability");
    assertThat(Run.in(home, STILL, "explain", "-f", format)).isEqualTo(topics);
    assertThat(Run.in(home, STILL, "explain", "-f", format, "layers").out())
        .contains("an image is a stack of changes");
  }

  @Test
  void theHandbookNeedsNoAdvisories() {
    assertThat(Run.in(home, "explain", "eol").out())
        .startsWith("End of life: nobody mends it any more\n\n");
    assertThat(Run.in(home, "explain").out()).startsWith("What drydock explain can tell of\n\n");
  }

  @Test
  void theNearestWordIsSuggested() {
    assertThat(explain("layrs"))
        .isEqualTo(
            new Run(
                2,
                "",
                "drydock: nothing is known of 'layrs' (did you mean layers?); `drydock explain`"
                    + " lists what can be asked, and any CVE number can\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CVE-2099-1", "RHSA-2099:1", "log4shell"})
  void whatNoAdvisorySpeaksOfIsSaidInOneLine(String asked) {
    assertThat(explain(asked))
        .isEqualTo(
            new Run(
                3,
                "",
                "drydock: no advisory here speaks of "
                    + asked
                    + ", the newest is of 2026-08-20; check the number, or get today's with `drydock"
                    + " db update`\n"));
    assertThat(explain(asked, home.resolve("missing.tar").toString()).exitCode()).isEqualTo(3);
  }

  @Test
  void wrongUsageIsSaidInOneLine() {
    for (List<String> args :
        List.of(
            List.of("layers", image),
            List.of("a", "b", "c"),
            List.of("--platform", "all", "CVE-2021-44906", image),
            List.of("--format", "sarif", "layers"),
            List.of("CVE-2021-44906;rm -rf"),
            List.of(""))) {
      Run run = explain(args.toArray(String[]::new));
      assertThat(run.exitCode()).as(args.toString()).isEqualTo(2);
      assertThat(run.err()).matches("drydock: [^\n]+\n");
      assertThat(run.out()).isEmpty();
    }
    assertThat(explain("layers", image).err()).contains("which needs no image");
  }

  @Test
  void whatTheScanProposesWorks() {
    Run scan = Run.in(home, STILL, "scan", "--no-hygiene", "--advisories", feeds, image);
    String line =
        scan.out().lines().filter(one -> one.contains("drydock explain")).findFirst().orElseThrow();
    String id = line.substring(line.lastIndexOf(' ') + 1);
    assertThat(explain(id).exitCode()).isZero();
  }
}
