package dev.drydock.advisory.osv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Affected.Event;
import dev.drydock.advisory.Affected.Event.Kind;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OsvParserTest {
  private static final String FULL =
      """
      {"schema_version": "1.7.3", "details": "Ignored, since there is a summary.",
       "affected": [
         {"ranges": [
            {"type": "GIT", "repo": "https://example.org/x", "events": [{"introduced": "abc"}]},
            {"events": [{"introduced": "0"}, {"fixed": "1.2"}, {"introduced": "2.0"},
                        {"last_affected": "2.4"}, {"introduced": "3.0"}, {"limit": "3.5"}],
             "type": "ECOSYSTEM"},
            {"type": "SEMVER", "events": [{"introduced": "1.0.0-rc.1"}]}],
          "package": {"purl": "pkg:pypi/some-thing", "name": "Some_Thing", "ecosystem": "PyPI"},
          "versions": ["0.9", "1.0"],
          "database_specific": {"severity": "LOW", "status": "unfixed"},
          "ecosystem_specific": {"architectures": ["x86_64", "aarch64"], "imports": [{"path": "a"}]}},
         {"package": {"name": "other", "ecosystem": "npm"}, "versions": null, "ranges": null,
          "severity": [{"type": "CVSS_V4", "score": "CVSS:4.0/AV:N"}]},
         {"package": {"name": "only-commits", "ecosystem": "Go"},
          "ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]},
         {"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}],
       "references": [{"type": "FIX", "url": "https://example.org/fix"},
                      {"type": "WEB", "url": "https://example.org/web"},
                      {"type": "ADVISORY", "url": "https://example.org/advisory"}],
       "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"},
                    {"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
       "aliases": ["CVE-2024-1", "PYSEC-2024-1"], "upstream": ["CVE-2024-2"], "related": ["CVE-3"],
       "database_specific": {"severity": "HIGH", "cvss_score": 9.8, "cwe_ids": ["CWE-79", "CWE-89"]},
       "summary": "Bad\\u001b[31m  things\\nhappen", "published": "2024-01-02T03:04:05Z",
       "modified": "2024-02-03T04:05:06.789Z", "id": "GHSA-aaaa-bbbb-cccc"}
      """;

  private final OsvParser parser = new OsvParser(new JsonReader(Limits.defaults()));

  private Optional<OsvRecord> parse(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return parser.parse(bytes, bytes.length, "record.json");
  }

  private OsvRecord record(String json) throws IOException {
    return parse(json).orElseThrow();
  }

  @Test
  void recordIsReadWhole() throws IOException {
    Advisory.Severity v3 =
        new Advisory.Severity("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", null);
    Advisory advisory =
        new Advisory(
            "GHSA-aaaa-bbbb-cccc",
            List.of("CVE-2024-1", "PYSEC-2024-1"),
            List.of("CVE-2024-2"),
            "Bad [31m things happen",
            "2024-01-02T03:04:05Z",
            "2024-02-03T04:05:06.789Z",
            List.of(v3),
            "HIGH",
            9.8,
            List.of("CWE-79", "CWE-89"),
            "https://example.org/advisory");
    Affected first =
        new Affected(
            advisory,
            "PyPI",
            "some-thing",
            List.of(
                new Affected.Range(
                    false,
                    List.of(
                        new Event(Kind.INTRODUCED, "0"),
                        new Event(Kind.FIXED, "1.2"),
                        new Event(Kind.INTRODUCED, "2.0"),
                        new Event(Kind.LAST_AFFECTED, "2.4"),
                        new Event(Kind.INTRODUCED, "3.0"),
                        new Event(Kind.LIMIT, "3.5"))),
                new Affected.Range(true, List.of(new Event(Kind.INTRODUCED, "1.0.0-rc.1")))),
            List.of("0.9", "1.0"),
            "unfixed",
            "LOW",
            List.of("x86_64", "aarch64"));
    Advisory rescored =
        new Advisory(
            advisory.id(),
            advisory.aliases(),
            advisory.upstream(),
            advisory.summary(),
            advisory.published(),
            advisory.modified(),
            List.of(new Advisory.Severity("CVSS_V4", "CVSS:4.0/AV:N", null), v3),
            advisory.severityWord(),
            advisory.cvssScore(),
            advisory.cwes(),
            advisory.url());
    Affected second =
        new Affected(rescored, "npm", "other", List.of(), List.of(), null, null, List.of());
    assertThat(record(FULL)).isEqualTo(new OsvRecord(advisory, List.of(first, second)));
  }

  @Test
  void packagesOfGosModulesAreThoseThatAreImported() throws IOException {
    assertThat(imports("Go", "{\"path\":\"net/http\",\"symbols\":[\"Serve\"]},{\"path\":\"net\"}"))
        .containsExactly("net/http", "net");
    assertThat(imports("Go", "{\"path\":\"net\"},{\"path\":\"net\"},7")).containsExactly("net");
    assertThat(imports("Go", "")).isEmpty();
    // one without a path may be any
    assertThat(imports("Go", "{\"path\":\"net\"},{\"symbols\":[\"F\"]}")).isEmpty();
    assertThat(imports("Go", "{\"path\":\"net\"},{\"path\":\" \"}")).isEmpty();
    assertThat(imports("npm", "{\"path\":\"net\"}")).isEmpty();
  }

  @Test
  void packagesThatOtherSystemsAloneHaveVulnerableStandWithThese() throws IOException {
    assertThat(
            imports(
                "Go",
                "{\"path\":\"os\",\"goos\":[\"windows\",\"darwin\"]},"
                    + "{\"path\":\"net\",\"goos\":[\"windows\",\"linux\"]},"
                    + "{\"goos\":[],\"path\":\"time\"}"))
        .containsExactly("os?goos=windows", "os?goos=darwin", "net", "time");
  }

  private List<String> imports(String ecosystem, String imports) throws IOException {
    return record(
            "{\"id\":\"GO-1\",\"affected\":[{\"ecosystem_specific\":{\"imports\":["
                + imports
                + "]},\"package\":{\"ecosystem\":\""
                + ecosystem
                + "\",\"name\":\"stdlib\"}}]}")
        .affected()
        .getFirst()
        .packages();
  }

  @Test
  void withdrawnRecordIsNothing() throws IOException {
    assertThat(parse("{\"id\":\"A\",\"withdrawn\":\"2024-01-01T00:00:00Z\"}")).isEmpty();
    assertThat(parse("{\"id\":\"A\",\"withdrawn\":null}")).isPresent();
    // as GitHub renames them, where the member was lost
    assertThat(parse("{\"id\":\"A\",\"summary\":\"Withdrawn: ReDoS in a\"}")).isEmpty();
    assertThat(parse("{\"id\":\"A\",\"summary\":\"Withdrawn Advisory: a\"}")).isEmpty();
    assertThat(parse("{\"id\":\"A\",\"summary\":\"Withdrawn\"}")).isEmpty();
    assertThat(parse("{\"id\":\"A\",\"summary\":\"Withdrawn files are served\"}")).isPresent();
  }

  @Test
  void firstSentenceOfDetailsStandsInForASummary() throws IOException {
    assertThat(
            record(
                    """
                    {"id":"A","details":"### Impact\\nAn attacker can write\\nto x.y files. More."}
                    """)
                .advisory()
                .summary())
        .isEqualTo("Impact An attacker can write to x.y files");
    assertThat(record("{\"id\":\"A\",\"details\":\"[Unknown description]\"}").advisory().summary())
        .isNull();
    String longText = "word ".repeat(100);
    assertThat(record("{\"id\":\"A\",\"summary\":\"" + longText + "\"}").advisory().summary())
        .endsWith("word…")
        .hasSizeBetween(150, 201);
  }

  @Test
  void textOfOsvdbIsNotKept() throws IOException {
    assertThat(
            record("{\"id\":\"A\",\"aliases\":[\"OSVDB-12\"],\"summary\":\"S\",\"details\":\"D\"}")
                .advisory()
                .summary())
        .isNull();
  }

  @Test
  void relatedCvesAreTheUpstreamOfADistributionsOldRecord() throws IOException {
    String affected = "\"affected\":[{\"package\":{\"ecosystem\":\"%s\",\"name\":\"x\"}}]";
    String related = "{\"id\":\"A\",\"related\":[\"CVE-2024-1234\",\"RLSA-1\"],";
    assertThat(record(related + affected.formatted("AlmaLinux:9") + "}").advisory().upstream())
        .containsExactly("CVE-2024-1234");
    assertThat(
            record(related + "\"upstream\":[\"CVE-1\"]," + affected.formatted("Debian:12") + "}")
                .advisory()
                .upstream())
        .containsExactly("CVE-1");
    assertThat(record(related + affected.formatted("PyPI") + "}").advisory().upstream()).isEmpty();
  }

  @Test
  void severityWordOfADistributionStandsBeforeItsSummary() throws IOException {
    String affected = "\"affected\":[{\"package\":{\"ecosystem\":\"%s\",\"name\":\"x\"}}]}";
    String summary = "{\"id\":\"A\",\"summary\":\"Important: kernel security update\",";
    assertThat(record(summary + affected.formatted("Rocky Linux:8")).advisory().severityWord())
        .isEqualTo("Important");
    assertThat(record(summary + affected.formatted("npm")).advisory().severityWord()).isNull();
  }

  @Test
  void distributionsListsOfVersionsAreLeftOutWhereRangesSayTheSame() throws IOException {
    String entry =
        """
        {"id":"A","affected":[{"package":{"ecosystem":"%s","name":"x"},%s"versions":["1","2"]}]}
        """;
    String range = "\"ranges\":[{\"type\":\"ECOSYSTEM\",\"events\":[{\"introduced\":\"0\"}]}],";
    assertThat(record(entry.formatted("Ubuntu:22.04:LTS", range)).affected().getFirst().versions())
        .isEmpty();
    assertThat(record(entry.formatted("Ubuntu:22.04:LTS", "")).affected().getFirst().versions())
        .containsExactly("1", "2");
    assertThat(record(entry.formatted("npm", range)).affected().getFirst().versions())
        .containsExactly("1", "2");
  }

  @Test
  void wordsOfDatabasesAreKept() throws IOException {
    OsvRecord rust =
        record(
            """
            {"id":"RUSTSEC-1","affected":[{"package":{"ecosystem":"crates.io","name":"x"},
             "database_specific":{"informational":"unmaintained"}}],
             "database_specific":{"informational":"unmaintained"}}
            """);
    assertThat(rust.advisory().severityWord()).isEqualTo("unmaintained");
    assertThat(rust.affected().getFirst().severityWord()).isEqualTo("unmaintained");
    OsvRecord debian =
        record(
            """
            {"id":"CVE-1","affected":[{"package":{"ecosystem":"Debian:12","name":"x"},
             "ecosystem_specific":{"urgency":"unimportant"}}],
             "database_specific":{"status":"will_not_fix","cvss_score":"7.5","url":"https://e.org/"}}
            """);
    assertThat(debian.affected().getFirst().severityWord()).isEqualTo("unimportant");
    assertThat(debian.affected().getFirst().status()).isEqualTo("will_not_fix");
    assertThat(debian.advisory().cvssScore()).isEqualTo(7.5);
    assertThat(debian.advisory().url()).isEqualTo("https://e.org/");
  }

  @Test
  void linksThatAreNoWebPagesAreNotKept() throws IOException {
    assertThat(
            record("{\"id\":\"A\",\"references\":[{\"type\":\"WEB\",\"url\":\"javascript:x\"}]}")
                .advisory()
                .url())
        .isNull();
  }

  @Test
  void whatIsNoRecordIsSaidSo() {
    assertThatThrownBy(() -> parse("{}"))
        .isInstanceOf(IOException.class)
        .hasMessage("record.json has no usable id");
    assertThatThrownBy(() -> parse("[]")).hasMessage("record.json is not a JSON object");
    assertThatThrownBy(() -> parse("")).hasMessage("record.json is not a JSON object");
    assertThatThrownBy(() -> parse("{\"id\":\"A\"} x")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> parse("{\"id\":\"" + "A".repeat(257) + "\"}"))
        .hasMessage("record.json has no usable id");
  }

  @Test
  void damagedRecordsEndInARecordOrAnError() {
    byte[] good = FULL.getBytes(StandardCharsets.UTF_8);
    int[] outcomes = new int[2];
    Mutations.of(good, 42, 5_000)
        .forEach(
            bytes -> {
              try {
                outcomes[parser.parse(bytes, bytes.length, "x").isPresent() ? 0 : 1]++;
              } catch (IOException _) {
                outcomes[1]++;
              }
            });
    assertThat(outcomes[0]).isPositive();
    assertThat(outcomes[1]).isPositive();
  }
}
