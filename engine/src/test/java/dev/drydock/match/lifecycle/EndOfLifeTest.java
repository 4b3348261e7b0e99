package dev.drydock.match.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Distribution;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndOfLifeTest {

  private static Distribution distribution(String id, String release, @Nullable String codename) {
    return new Distribution(id, release, codename, List.of(), id + " " + release, null);
  }

  private static boolean ended(Distribution distribution, String day) {
    return EndOfLife.of(distribution, Instant.parse(day + "T12:00:00Z")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "debian, 10, 2024-06-30",
    "debian, 12.5, 2028-06-30",
    "ubuntu, 20.04, 2025-05-29",
    "ubuntu, 23.10, 2024-07-11",
    "alpine, 3.18.4, 2025-05-09",
    "rhel, 7.9, 2024-06-30",
    "redhat, 6, 2020-11-30",
    "centos, 8, 2021-12-31",
    "almalinux, 8.10, 2029-03-01",
    "rocky, 9.4, 2032-05-31",
    "ol, 7.9, 2024-12-31",
    "amzn, 2018.03, 2023-12-31",
    "amzn, 2, 2026-06-30",
    "amzn, 2023, 2029-06-30",
    "sles, 15.3, 2022-12-31",
    "sles, 15, 2019-12-31",
    "sles, 15.0, 2019-12-31",
    "sles_sap, 12.5, 2024-10-31",
    "opensuse-leap, 15.4, 2023-12-07",
    "photon, 3.0, 2025-10-02",
    "fedora, 38, 2024-05-21",
    "mariner, 2.0, 2025-07-31",
    "clear-linux-os, 39000, 2025-07-18"
  })
  void aReleaseHasEndedOnTheDayAfterItsLast(String id, String release, String last) {
    Distribution distribution = distribution(id, release, null);

    assertThat(ended(distribution, last)).isFalse();
    assertThat(EndOfLife.of(distribution, Instant.parse(last + "T00:00:00Z").plusSeconds(86_400)))
        .hasValueSatisfying(
            found -> {
              assertThat(found.title()).contains(last);
              assertThat(found.distribution()).isEqualTo(distribution.purlQualifier());
              assertThat(found.release().source()).startsWith("https://");
            });
  }

  @Test
  void freeLongTermSupportCountsAsSupport() {
    assertThat(ended(distribution("debian", "11", "bullseye"), "2025-01-01")).isFalse();
    assertThat(ended(distribution("debian", "11", "bullseye"), "2026-09-01")).isTrue();
  }

  @Test
  void whatOnlySubscribersGetIsSaidAndIsNoSupport() {
    EndOfLife found =
        EndOfLife.of(
                distribution("ubuntu", "20.04", "focal"), Instant.parse("2026-01-01T00:00:00Z"))
            .orElseThrow();

    assertThat(found.title())
        .isEqualTo(
            "Ubuntu 20.04 LTS has had no security updates since 2025-05-29, except for"
                + " subscribers to Ubuntu Pro until 2030-04-23");
    assertThat(found.action()).isEqualTo("Build on Ubuntu 26.04 LTS");
  }

  @Test
  void aSubscriptionThatHasEndedTooIsNotOffered() {
    EndOfLife found =
        EndOfLife.of(distribution("rhel", "5.11", null), Instant.parse("2026-01-01T00:00:00Z"))
            .orElseThrow();

    assertThat(found.subscription()).isNull();
    assertThat(found.title()).doesNotContain("subscribers");
  }

  @Test
  void theCodeNameTellsWhereThereIsNoNumber() {
    assertThat(ended(distribution("debian", "", "stretch"), "2026-01-01")).isTrue();
    assertThat(ended(distribution("debian", "", "sid"), "2026-01-01")).isFalse();
  }

  @Test
  void centOsStreamIsNotCentOs() {
    Distribution stream = new Distribution("centos", "9", null, List.of(), "CentOS Stream 9", null);

    assertThat(ended(stream, "2026-01-01")).isFalse();
    assertThat(ended(stream, "2027-06-01")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "wolfi, 20230201",
    "alpine, 3.99.0",
    "alpine, 3.20_alpha20231219",
    "arch, ''",
    "x, 1"
  })
  void nobodyKnowsAboutRollingAndNewReleases(String id, String release) {
    assertThat(ended(distribution(id, release, null), "2026-01-01")).isFalse();
  }

  @Test
  void withoutADistributionThereIsNoSuchFinding() {
    assertThat(EndOfLife.of(null, Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
  }

  @Test
  void everyLineOfTheTableCanBeReadAndStandsOnce() throws IOException {
    Set<String> keys = new HashSet<>();
    try (InputStream in =
            Objects.requireNonNull(Releases.class.getResourceAsStream("releases.csv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          Release release = Releases.row(line);
          assertThat(release.name()).isNotBlank();
          assertThat(release.source()).startsWith("https://");
          assertThat(release.longer() == null || release.longer().end().isAfter(release.end()))
              .as(line)
              .isTrue();
          String[] cells = line.split(",", 3);
          assertThat(keys.add(cells[0] + " " + cells[1])).as(line).isTrue();
        }
      }
    }
    assertThat(keys).hasSizeGreaterThan(100);
  }
}
