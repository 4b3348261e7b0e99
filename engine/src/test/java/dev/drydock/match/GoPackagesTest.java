package dev.drydock.match;

import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// An advisory about packages of a Go module counts where one of them is in the program.
class GoPackagesTest {
  private static final AdvisoryFixture ZIP = AdvisoryFixture.of(zip("GO-1"));

  private static AdvisoryFixture.Record zip(String id) {
    return record(id)
        .aliases("CVE-2026-1")
        .affects("Go", "stdlib")
        .fixedIn("1.22.4")
        .packages("archive/zip", "compress/bzip2");
  }

  private static BomFixture program(String... packages) {
    return standard().packages(packages);
  }

  private static BomFixture standard() {
    return BomFixture.withoutDistribution().language("golang", "stdlib", "1.22.3");
  }

  @Test
  void itCountsWhereOneOfThePackagesIsThere() {
    String finding = "CVE-2026-1 stdlib@1.22.3 AFFECTED -> 1.22.4";

    assertThat(program("archive/zip", "runtime").findings(ZIP)).containsExactly(finding);
    assertThat(program("archive/tar", "compress/bzip2").findings(ZIP)).containsExactly(finding);
    assertThat(program("archive/zip").findings(ZIP)).containsExactly(finding);
  }

  @Test
  void itDoesNotCountWhereNoneIs() {
    assertThat(program("archive/tar", "archive/zip/x", "archive", "runtime").findings(ZIP))
        .isEmpty();
    assertThat(program().findings(ZIP)).isEmpty();
  }

  @Test
  void onAnotherSystemItIsNotThere() {
    AdvisoryFixture windows =
        AdvisoryFixture.of(
            record("GO-3").affects("Go", "stdlib").fixedIn("1.22.4").packages("os?goos=windows"));

    assertThat(program("os", "runtime").findings(windows)).isEmpty();
    assertThat(standard().findings(windows)).hasSize(1);
  }

  @Test
  void itCountsWhereNobodyKnows() {
    assertThat(standard().findings(ZIP))
        .containsExactly("CVE-2026-1 stdlib@1.22.3 AFFECTED -> 1.22.4");
  }

  @Test
  void aRecordWithoutPackagesIsAboutAllOfTheModule() {
    AdvisoryFixture whole =
        AdvisoryFixture.of(record("GO-2").affects("Go", "stdlib").fixedIn("1.22.4"));

    assertThat(program().findings(whole)).containsExactly("GO-2 stdlib@1.22.3 AFFECTED -> 1.22.4");
  }

  @Test
  void aVersionThatIsNotKnownDoesNotMatterWhereThePackageIsNotThere() {
    BomFixture development =
        BomFixture.withoutDistribution().language("golang", "stdlib", "(devel)");

    assertThat(development.packages("runtime").findings(ZIP)).isEmpty();
    assertThat(development.packages("archive/zip", "runtime").findings(ZIP)).hasSize(1);
  }

  @Test
  void anotherRecordOfTheSameVulnerabilityDoesNotKnowBetter() {
    AdvisoryFixture both =
        AdvisoryFixture.of(
            record("GHSA-1").aliases("CVE-2026-1").affects("Go", "stdlib").fixedIn("1.22.4"),
            record("GHSA-2").aliases("CVE-2026-2").affects("Go", "stdlib").fixedIn("1.22.4"),
            zip("GO-1"));

    assertThat(program("archive/tar").findings(both))
        .containsExactly("CVE-2026-2 stdlib@1.22.3 AFFECTED -> 1.22.4");
    assertThat(program("archive/zip").findings(both)).hasSize(2);
    assertThat(standard().findings(both)).hasSize(2);
  }

  @Test
  void aRecordOfSeveralVulnerabilitiesStaysForThoseThatAreThere() {
    AdvisoryFixture several =
        AdvisoryFixture.of(
            record("GHSA-1")
                .aliases("CVE-2026-1", "CVE-2026-3")
                .affects("Go", "stdlib")
                .fixedIn("1.22.4"),
            zip("GO-1"));

    assertThat(program("archive/tar").findings(several))
        .contains("CVE-2026-3 stdlib@1.22.3 AFFECTED -> 1.22.4");
  }

  @Test
  void ofSeveralEntriesOfOneRecordThoseCountThatAreThere() {
    AdvisoryFixture two =
        AdvisoryFixture.of(
            record("GO-3")
                .affects("Go", "e.org/a")
                .fixedIn("1.0.1")
                .packages("e.org/a/x")
                .affects("Go", "e.org/a")
                .fixedIn("1.0.2")
                .packages("e.org/a/y"),
            record("GHSA-3").aliases("GO-3").affects("Go", "e.org/a").fixedIn("1.0.3"));
    BomFixture module = BomFixture.withoutDistribution().language("golang", "e.org/a", "v1.0.0");

    assertThat(module.packages("e.org/a/y").findings(two)).hasSize(1);
    assertThat(module.packages("e.org/a").findings(two)).isEmpty();
  }

  @Test
  void componentsThatDifferInTheirPackagesAreLookedUpApart() {
    BomFixture two =
        program("archive/tar").language("golang", "stdlib", "1.22.3").packages("archive/zip");

    assertThat(two.findings(ZIP)).isEqualTo(List.of("CVE-2026-1 stdlib@1.22.3 AFFECTED -> 1.22.4"));
  }
}
