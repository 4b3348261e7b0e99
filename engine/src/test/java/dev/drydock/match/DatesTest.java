package dev.drydock.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.version.Version;
import dev.drydock.version.VersionScheme;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatesTest {
  /// Dates do not depend on an order of versions.
  private static final VersionScheme SCHEME =
      new VersionScheme() {
        @Override
        public String name() {
          return "none";
        }

        @Override
        public Optional<Version> parse(String text) {
          return Optional.empty();
        }
      };

  private static Hit hit(
      String id, @Nullable String published, @Nullable String modified, @Nullable String fix) {
    Advisory advisory =
        new Advisory(
            id, List.of(), List.of(), null, published, modified, List.of(), null, null, List.of(),
            null);
    return new Hit(
        new Entry(
            new Affected(advisory, "Debian:11", "a", List.of(), List.of(), null, null, List.of()),
            SCHEME,
            true),
        Evaluation.affected("it is so", fix));
  }

  private static Dates of(Hit... hits) {
    return Dates.of(List.of(hits), List.of("2"));
  }

  private static LocalDate day(int day) {
    return LocalDate.of(2026, 1, day);
  }

  @Test
  void anAdvisoryThatBroughtTheFixTellsItsDay() {
    Hit record = hit("DEBIAN-CVE-2026-1", "2026-01-03T00:00:00Z", "2026-01-20T00:00:00Z", "2");
    Hit advisory = hit("DSA-1-1", "2026-01-10T12:00:00Z", "2026-01-25T00:00:00Z", "2");
    Hit later = hit("DSA-1-2", "2026-01-12T12:00:00Z", null, "2");

    assertThat(of(record, advisory, later)).isEqualTo(new Dates(day(3), day(10)));
    assertThat(of(later, advisory, record)).isEqualTo(new Dates(day(3), day(10)));
  }

  @Test
  void aRecordOfTheVulnerabilityTellsWhenItWasChanged() {
    assertThat(of(hit("CVE-2026-1", "2026-01-03", "2026-01-20", "2")))
        .isEqualTo(new Dates(day(3), day(20)));
    assertThat(of(hit("UBUNTU-CVE-2026-1", "2026-01-03", null, "2")))
        .isEqualTo(new Dates(day(3), null));
    assertThat(of(hit("GHSA-1", null, "2026-01-20", "2"))).isEqualTo(new Dates(null, day(20)));
  }

  @Test
  void whoDoesNotNameTheFixTellsNothingOfIt() {
    assertThat(of(hit("DSA-1-1", "2026-01-10", "2026-01-10", "1")))
        .isEqualTo(new Dates(day(10), null));
    assertThat(of(hit("DSA-1-1", "2026-01-10", "2026-01-10", null)))
        .isEqualTo(new Dates(day(10), null));
    assertThat(Dates.of(List.of(hit("DSA-1-1", "2026-01-10", null, "2")), List.of()))
        .isEqualTo(new Dates(day(10), null));
  }

  @Test
  void whatIsNoDayIsUnknown() {
    assertThat(of(hit("DSA-1-1", "yesterday, or so", "2026-13-01T00:00:00Z", "2")))
        .isEqualTo(new Dates(null, null));
    assertThat(of(hit("DSA-1-1", "2026", "", "2"))).isEqualTo(new Dates(null, null));
  }
}
