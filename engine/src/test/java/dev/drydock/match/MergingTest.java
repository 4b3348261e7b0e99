package dev.drydock.match;

import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.match.Finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Many records, one vulnerability, one finding; and how severe it is.
class MergingTest {
  private static final String CRITICAL_31 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
  private static final String LOW_2 = "AV:L/AC:H/Au:N/C:P/I:N/A:N";

  private static Finding only(AdvisoryFixture advisories) {
    List<Finding> findings =
        BomFixture.withoutDistribution()
            .language("pypi", "x", "1.0")
            .matched(advisories)
            .findings();
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }

  @Test
  void recordsThatShareAnAliasAreOneFindingUnderItsCve() {
    Finding finding =
        only(
            AdvisoryFixture.of(
                record("PYSEC-1").aliases("GHSA-1").affects("PyPI", "x").fixedIn("1.2"),
                record("GHSA-1").aliases("CVE-2024-1").affects("PyPI", "x").fixedIn("1.3")));

    assertThat(finding.id()).isEqualTo("CVE-2024-1");
    assertThat(finding.aliases()).containsExactly("GHSA-1", "PYSEC-1");
    assertThat(finding.matches())
        .extracting(Finding.Match::advisory)
        .containsExactly("PYSEC-1", "GHSA-1");
    // 1.2 is still affected by what the other record says
    assertThat(finding.fixedIn()).containsExactly("1.3");
  }

  @Test
  void aThirdRecordCanJoinTwoThatDidNotKnowEachOther() {
    Finding finding =
        only(
            AdvisoryFixture.of(
                record("PYSEC-1").affects("PyPI", "x").fixedIn("1.2"),
                record("GHSA-1").aliases("CVE-2024-1").affects("PyPI", "x").fixedIn("1.2"),
                record("OTHER-1")
                    .aliases("PYSEC-1", "GHSA-1")
                    .affects("PyPI", "x")
                    .fixedIn("1.2")));

    assertThat(finding.id()).isEqualTo("CVE-2024-1");
    assertThat(finding.aliases()).containsExactly("GHSA-1", "OTHER-1", "PYSEC-1");
    assertThat(finding.matches()).hasSize(3);
  }

  @Test
  void withoutACveTheRecordsOwnIdCounts() {
    assertThat(only(AdvisoryFixture.of(record("PYSEC-1").affects("PyPI", "x").fixedIn("2"))).id())
        .isEqualTo("PYSEC-1");
  }

  @Test
  void unrelatedRecordsStayApart() {
    assertThat(
            BomFixture.withoutDistribution()
                .language("pypi", "x", "1.0")
                .findings(
                    AdvisoryFixture.of(
                        record("PYSEC-1").aliases("CVE-1").affects("PyPI", "x").fixedIn("2"),
                        record("PYSEC-2").aliases("CVE-2").affects("PyPI", "x").fixedIn("2"))))
        .hasSize(2);
  }

  @Test
  void aRecordWithSeveralCvesIsOneFindingForEach() {
    assertThat(
            BomFixture.withoutDistribution()
                .language("golang", "m", "v1.0.0")
                .findings(
                    AdvisoryFixture.of(
                        record("GO-1")
                            .aliases("CVE-2", "CVE-1", "GHSA-1", "GHSA-2")
                            .affects("Go", "m")
                            .fixedIn("2.0.0"),
                        record("GHSA-1").aliases("CVE-1").affects("Go", "m").fixedIn("2.0.0"))))
        .containsExactly("CVE-1 m@v1.0.0 AFFECTED -> 2.0.0", "CVE-2 m@v1.0.0 AFFECTED -> 2.0.0");
  }

  @Test
  void fixesOfSeveralLinesAreListedLowestFirst() {
    Finding finding =
        only(
            AdvisoryFixture.of(
                record("A")
                    .aliases("CVE-1")
                    .affects("PyPI", "x")
                    .introduced("0")
                    .fixed("1.10")
                    .introduced("2.0")
                    .fixed("2.1"),
                record("B")
                    .aliases("CVE-1")
                    .affects("PyPI", "x")
                    .introduced("0")
                    .fixed("1.9")
                    .introduced("1.10")
                    .fixed("2.1")));

    // 1.9 falls to A, whose fix 1.10 falls to B, whose fix is 2.1
    assertThat(finding.fixedIn()).containsExactly("2.1");
  }

  @Test
  void recordsThatContradictEachOtherLeaveTheDecidingRecordsFix() {
    assertThat(
            only(AdvisoryFixture.of(
                    record("A").aliases("CVE-1").affects("PyPI", "x").fixedIn("1.2"),
                    record("B").aliases("CVE-1").affects("PyPI", "x").unfixed()))
                .fixedIn())
        .containsExactly("1.2");
  }

  @Test
  void theWordForThePackageComesFirstThenTheRecordsThenItsVectorThenTheTables() {
    Finding finding =
        only(
            AdvisoryFixture.of(
                    record("A")
                        .aliases("CVE-1")
                        .word("HIGH")
                        .vector("CVSS_V3", CRITICAL_31)
                        .affects("PyPI", "x")
                        .fixedIn("2")
                        .packageWord("low"))
                .scored("CVE-1", "CVSS_V2", LOW_2, "nvd"));

    assertThat(finding.severity()).isEqualTo(Severity.LOW);
    assertThat(finding.ratings())
        .containsExactly(
            new Finding.Rating("PyPI", Severity.LOW, null, null),
            new Finding.Rating("PyPI", Severity.CRITICAL, CRITICAL_31, 9.8),
            new Finding.Rating("nvd", Severity.LOW, LOW_2, 1.2));
    assertThat(finding.cvss()).isNull();
  }

  @Test
  void theTablesRateWhatNobodyElseDoes() {
    Finding vector =
        only(
            AdvisoryFixture.of(record("A").aliases("CVE-1").affects("PyPI", "x").fixedIn("2"))
                .scored("CVE-1", "CVSS_V3", CRITICAL_31, "NVD"));
    Finding score =
        only(
            AdvisoryFixture.of(record("A").aliases("CVE-1").affects("PyPI", "x").fixedIn("2"))
                .scored("CVE-1", "CVSS_V4", "4.8", "CVE record"));
    Finding none =
        only(
            AdvisoryFixture.of(record("A").aliases("CVE-1").affects("PyPI", "x").fixedIn("2"))
                .scored("CVE-1", "CVSS_V4", "99", "CVE record"));

    assertThat(vector.ratings())
        .containsExactly(new Finding.Rating("NVD", Severity.CRITICAL, CRITICAL_31, 9.8));
    assertThat(vector.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(score.ratings())
        .containsExactly(new Finding.Rating("CVE record", Severity.MEDIUM, null, 4.8));
    assertThat(score.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(none.ratings()).isEmpty();
  }

  @Test
  void aWordAndItsVectorAreOneRating() {
    Finding finding =
        only(
            AdvisoryFixture.of(
                record("GHSA-1")
                    .word("CRITICAL")
                    .vector("CVSS_V3", CRITICAL_31)
                    .affects("PyPI", "x")
                    .fixedIn("2")));

    assertThat(finding.ratings())
        .containsExactly(new Finding.Rating("GitHub", Severity.CRITICAL, CRITICAL_31, 9.8));
  }

  @Test
  void newerVersionsOfCvssComeFirst() {
    String four = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N";
    Finding finding =
        only(
            AdvisoryFixture.of(
                record("PYSEC-1")
                    .vector("CVSS_V3", CRITICAL_31)
                    .vector("CVSS_V4", four)
                    .vector("CVSS_V3", "not a vector")
                    .affects("PyPI", "x")
                    .fixedIn("2")));

    assertThat(finding.ratings())
        .containsExactly(
            new Finding.Rating("PyPA", Severity.MEDIUM, four, 6.9),
            new Finding.Rating("PyPA", Severity.CRITICAL, CRITICAL_31, 9.8));
    assertThat(finding.cvss()).isEqualTo(6.9);
  }

  @Test
  void aBareScoreIsASeverityToo() {
    Finding finding =
        only(
            AdvisoryFixture.of(record("x_RUBYSEC-1").score(7.5).affects("PyPI", "x").fixedIn("2")));

    assertThat(finding.ratings())
        .containsExactly(new Finding.Rating("RubySec", Severity.HIGH, null, 7.5));
  }

  @Test
  void withoutAnySeverityItIsUnknown() {
    Finding finding =
        only(
            AdvisoryFixture.of(
                record("A").word("not yet assigned").affects("PyPI", "x").fixedIn("2")));

    assertThat(finding.severity()).isEqualTo(Severity.UNKNOWN);
    assertThat(finding.ratings()).isEmpty();
  }

  @Test
  void attacksAreLookedUpUnderTheCve() {
    Finding finding =
        only(
            AdvisoryFixture.of(record("A").aliases("CVE-1").affects("PyPI", "x").fixedIn("2"))
                .exploited("CVE-1", "2024-01-02", 0.9));

    assertThat(finding.exploitation())
        .isEqualTo(new dev.drydock.advisory.Exploitation("2024-01-02", false, 0.9, 0.9));
  }

  @Test
  void theWorstComesFirstThenComponentThenId() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("CVE-3").word("low").affects("PyPI", "a").fixedIn("2"),
            record("CVE-2").word("high").affects("PyPI", "b").fixedIn("2"),
            record("CVE-1").word("high").affects("PyPI", "b").fixedIn("2"),
            record("CVE-4").word("high").affects("PyPI", "a").fixedIn("2"),
            record("CVE-5").affects("PyPI", "a").fixedIn("2"));

    assertThat(
            BomFixture.withoutDistribution()
                .language("pypi", "b", "1")
                .language("pypi", "a", "1")
                .matched(advisories)
                .findings())
        .extracting(Finding::id)
        .containsExactly("CVE-4", "CVE-1", "CVE-2", "CVE-3", "CVE-5");
  }

  @Test
  void packagesOfOneSourceAreLookedUpOnce() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(record("DSA-1-1").affects("Debian:11", "glibc").fixedIn("3"));
    BomFixture image = BomFixture.on("debian", "11");
    for (int i = 0; i < 50; i++) {
      image.deb("libc" + i, "2-1", "glibc", "2-1");
    }

    assertThat(image.matched(advisories).findings()).hasSize(50);
    assertThat(advisories.lookups()).isEqualTo(1);
  }
}
