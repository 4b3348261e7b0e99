package dev.drydock.policy.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.approval.standing.Standing;
import dev.drydock.bom.Bom;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.match.Findings;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origins;
import dev.drydock.report.SampleReports;
import dev.drydock.report.json.ScanJson;
import dev.drydock.scan.Scan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactsTest {
  static Stream<Scan> scans() {
    return Stream.of(
        SampleReports.debian(),
        SampleReports.assessed(),
        SampleReports.uncovered(),
        SampleReports.clean(),
        SampleReports.empty(),
        SampleReports.repaired(),
        onBase(SampleReports.debian(), BaseImage.Evidence.LAYERS),
        onBase(SampleReports.debian(), BaseImage.Evidence.LOWEST_LAYER),
        onBase(SampleReports.assessed(), BaseImage.Evidence.HISTORY),
        unseen(SampleReports.debian()),
        SampleReports.debian()
            .standing(
                new Standing(
                    Standing.Status.OUTDATED,
                    new Standing.Base(
                        "registry.example.org/bases/debian:12-20260504-0123456789ab",
                        "sha256:" + "a".repeat(64),
                        "debian",
                        "12",
                        1,
                        List.of("alice", "bob"),
                        Instant.parse("2026-05-04T03:02:01Z"),
                        null,
                        LocalDate.of(2028, 6, 30),
                        null),
                    "registry.example.org/bases/debian:12@sha256:" + "b".repeat(64),
                    "it is outdated",
                    false,
                    List.of("build upon the newest"))),
        SampleReports.debian().standing(Standing.unreachable("nobody answers")),
        SampleReports.debian().standing(Standing.unknown("it has no layers")));
  }

  static Scan onBase(Scan scan, BaseImage.Evidence evidence) {
    return new Scan(
        scan.findings(),
        scan.judgements(),
        new Origins(new BaseImage("debian:11", "sha256:" + "f".repeat(64), 1, evidence)),
        scan.plan(),
        scan.creation(),
        scan.assessment(),
        scan.endOfLife(),
        scan.observations(),
        scan.repaired());
  }

  static Scan unseen(Scan scan) {
    return new Scan(
        scan.findings(),
        scan.judgements(),
        scan.origins(),
        scan.plan(),
        scan.creation(),
        scan.assessment(),
        scan.endOfLife(),
        List.of(),
        false,
        scan.repaired());
  }

  static byte[] written(Scan scan) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScanJson.write(scan, out);
    return out.toByteArray();
  }

  private static Facts read(String document) throws IOException {
    return RecordedFacts.read(
        document.getBytes(StandardCharsets.UTF_8), "a.json", Limits.defaults());
  }

  @ParameterizedTest
  @MethodSource("scans")
  void aScanThatWasWrittenDownHasTheSameFacts(Scan scan) throws IOException {
    assertThat(RecordedFacts.read(written(scan), "scan.json", Limits.defaults()))
        .isEqualTo(ScanFacts.of(scan));
  }

  @Test
  void theFactsAreThoseOfTheScan() {
    Facts facts = ScanFacts.of(onBase(SampleReports.debian(), BaseImage.Evidence.LAYERS));

    assertThat(facts.at()).isEqualTo(Instant.parse("2026-08-21T10:11:12Z"));
    assertThat(facts.image())
        .isEqualTo(
            new ImageFacts(
                "docker-archive:app.tar",
                "sha256:" + "c".repeat(64),
                "linux/amd64",
                "debian-11",
                Instant.parse("2026-01-02T03:04:05Z"),
                Map.of("b", "2", "a", "1", "c", "3", "d", "4", "e", "5"),
                new ImageFacts.Base("debian:11", "sha256:" + "f".repeat(64), false),
                null,
                4,
                List.of("Amazon Linux 2"),
                1,
                null,
                true,
                LocalDate.of(2026, 8, 1),
                0,
                true,
                null));
    assertThat(facts.components())
        .extracting(ComponentFacts::words, ComponentFacts::origin)
        .containsExactly(
            tuple("libssl1.1 1.1.1w-0+deb11u1", "base"),
            tuple("openssl 1.1.1w-0+deb11u1", "base"),
            tuple("org.apache.logging.log4j:log4j-core 2.14.1", "application"),
            tuple("@babel/core 7.1.0", "application"));
    FindingFacts attacked = facts.findings().get(2);
    assertThat(attacked.words())
        .isEqualTo("CVE-2021-44228 in org.apache.logging.log4j:log4j-core 2.14.1");
    assertThat(attacked.kev()).isTrue();
    assertThat(attacked.kevAdded()).isEqualTo(LocalDate.of(2021, 12, 10));
    assertThat(attacked.ransomware()).isTrue();
    assertThat(attacked.network()).isTrue();
    assertThat(attacked.cvss()).isEqualTo(10.0);
    assertThat(attacked.epss()).isEqualTo(0.97);
    assertThat(facts.findings())
        .extracting(FindingFacts::removedBy)
        .containsExactly(0, 0, -1, 0, -1, -1, -1, -1, -1, -1);
    assertThat(facts.findings())
        .extracting(FindingFacts::open)
        .containsExactly(true, true, true, true, true, true, true, true, false, false);
    assertThat(facts.plan())
        .isEqualTo(new PlanFacts(List.of(new PlanFacts.Step("upgrade-packages", "small", 3)), 5));
  }

  @Test
  void packagesHaveAllNamesThatSomebodyWouldWrite() {
    Bom bom = SampleReports.debian().findings().bom();
    Facts facts = ScanFacts.of(SampleReports.debian());

    assertThat(bom.components()).hasSize(4);
    assertThat(facts.components().get(0).names())
        .containsExactly(
            "libssl1.1",
            "pkg:deb/debian/libssl1.1@1.1.1w-0%2Bdeb11u1",
            "pkg:deb/debian/libssl1.1",
            "pkg:deb/debian/libssl1.1",
            "pkg:deb/debian/libssl1.1@1.1.1w-0+deb11u1");
    assertThat(facts.components().get(3).names())
        .containsExactly(
            "@babel/core",
            "pkg:npm/%40babel/core@7.1.0",
            "pkg:npm/%40babel/core",
            "pkg:npm/@babel/core",
            "pkg:npm/@babel/core@7.1.0");
  }

  @Test
  void whatIsNoScanIsRefused() {
    assertThatThrownBy(() -> read("{}"))
        .isInstanceOf(IOException.class)
        .hasMessage("a.json is no scan; write one with `drydock scan --format json -o FILE IMAGE`");
    assertThatThrownBy(() -> read("[]")).hasMessageStartingWith("a.json is no scan");
    assertThatThrownBy(() -> read("{\"schemaVersion\":2,\"findings\":[],\"coverage\":[]}"))
        .hasMessage("a.json is a scan of another version than 1; write it again");
    assertThatThrownBy(() -> read("{\"schemaVersion\":1,\"findings\":[],\"coverage\":[]}"))
        .hasMessage("a.json is a damaged scan: createdAt is missing; write it again");
    assertThatThrownBy(
            () -> read("{\"schemaVersion\":1,\"createdAt\":\"x\",\"findings\":[],\"coverage\":[]}"))
        .hasMessage("a.json does not say when it was made: its createdAt is no time");
  }

  @Test
  void aScanWithAHoleIsRefusedAndNotJudgedAsWell() throws IOException {
    String whole = new String(written(SampleReports.debian()), StandardCharsets.UTF_8);
    Json document =
        new JsonReader(Limits.defaults())
            .read(whole.getBytes(StandardCharsets.UTF_8), "what was written");
    assertThat(document.items("findings")).hasSize(10);

    for (String member : List.of("severity", "status", "priority", "exposure", "id")) {
      String hole = whole.replaceFirst("\"aliases\"", "\"aliases\"");
      int findings = hole.indexOf("\"findings\": [");
      int at = hole.indexOf("\"" + member + "\": ", findings);
      assertThatThrownBy(() -> read(hole.substring(0, at + 1) + "x" + hole.substring(at + 1)))
          .as(member)
          .hasMessage("a.json is a damaged scan: " + member + " is missing; write it again");
    }
    assertThatThrownBy(() -> read(whole.replace("\"purl\": \"pkg:", "\"purl\": \"")))
        .hasMessage("a.json has a component whose purl is none");
    assertThatThrownBy(() -> read(whole.replace("\"attend\"", "\"soon\"")))
        .hasMessage("a.json has a finding of an unknown priority; write it again");
  }

  @Test
  void aFindingOfAnOlderScanIsThatOfThePackageOfItsPurl() throws IOException {
    String old =
        new String(written(SampleReports.debian()), StandardCharsets.UTF_8)
            .replace("\"componentIndex\"", "\"unknown\"");

    assertThat(read(old)).isEqualTo(ScanFacts.of(SampleReports.debian()));
    assertThatThrownBy(() -> read(old.replace("\"components\": [", "\"components\": [], \"x\": [")))
        .hasMessage("a.json has a finding of a component that is not in it");
  }

  @Test
  void thereIsDataForADistributionWhereThereIsForAllOfItsPackages() throws IOException {
    assertThat(distributionData()).isNull();
    assertThat(distributionData(new Findings.Coverage("npm", 1, false))).isNull();
    assertThat(distributionData(new Findings.Coverage("Debian:11", 1, true, true))).isTrue();
    assertThat(distributionData(new Findings.Coverage("Other 1", 1, false, true))).isFalse();
    assertThat(
            distributionData(
                new Findings.Coverage("Debian:11", 1, true, true),
                new Findings.Coverage("rpm", 1, false, true),
                new Findings.Coverage("npm", 1, true)))
        .isFalse();
    assertThat(
            distributionData(
                new Findings.Coverage("rpm", 1, false, true),
                new Findings.Coverage("Debian:11", 1, true, true)))
        .isFalse();
  }

  private static @Nullable Boolean distributionData(Findings.Coverage... coverage)
      throws IOException {
    Scan plain = SampleReports.clean();
    Findings findings = plain.findings();
    Scan scan =
        new Scan(
            new Findings(
                findings.bom(), findings.findings(), List.of(coverage), findings.advisories()),
            plain.judgements(),
            plain.plan(),
            plain.creation());
    Facts facts = ScanFacts.of(scan);
    assertThat(RecordedFacts.read(written(scan), "scan.json", Limits.defaults())).isEqualTo(facts);
    return facts.image().distributionData();
  }

  @Test
  void aTimeBeforeContainersIsNone() {
    assertThat(Times.created("1970-01-01T00:00:00Z")).isNull();
    assertThat(Times.created("2013-01-01T00:00:00Z")).isEqualTo("2013-01-01T00:00:00Z");
    assertThat(Times.created("2026-01-02T03:04:05.5+01:00")).isEqualTo("2026-01-02T02:04:05.5Z");
    assertThat(Times.created("yesterday")).isNull();
    assertThat(Times.created(null)).isNull();
    assertThat(Times.day("2026-01-02T03:04:05Z")).isEqualTo(LocalDate.of(2026, 1, 2));
    assertThat(Times.day("2026-1-2")).isNull();
    assertThat(Times.day("2026-13-02")).isNull();
    assertThat(Times.newest(List.of("2026-01-02", "", "2026-03-02", "2026-02-02")))
        .isEqualTo(LocalDate.of(2026, 3, 2));
    assertThat(Times.newest(List.of())).isNull();
  }
}
