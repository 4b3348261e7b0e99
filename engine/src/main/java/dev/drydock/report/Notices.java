package dev.drydock.report;

import dev.drydock.advisory.Advisories;
import dev.drydock.match.Findings;
import dev.drydock.scan.Scan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What readers of a result have to know to trust it: where there was no data, and how old it is.
public final class Notices {
  /// A distribution's own feed has thousands of records; with fewer it is a part of one.
  private static final int FEW = 100;

  private Notices() {}

  /// Whether the advisories are so old that a notice says so.
  public static boolean isStale(Scan report) {
    OptionalLong age = AdvisoryAge.days(report.findings().advisories(), report.creation().at());
    return age.isPresent() && age.getAsLong() > AdvisoryAge.STALE_DAYS;
  }

  /// One line each, the most important first.
  public static List<String> of(Scan report) {
    Findings findings = report.findings();
    Instant now = report.creation().at();
    Set<String> notices = new LinkedHashSet<>();
    for (Findings.Coverage coverage : findings.coverage()) {
      if (!coverage.known()) {
        notices.add(
            "no advisory data for "
                + coverage.ecosystem()
                + " ("
                + (coverage.components() == 1
                    ? "1 component"
                    : coverage.components() + " components")
                + "): findings may be missing");
      }
    }
    OptionalLong age = AdvisoryAge.days(findings.advisories(), now);
    if (isStale(report)) {
      notices.add(
          "the advisories are "
              + AdvisoryAge.inWords(age.orElse(0))
              + " old: newer vulnerabilities are missing; `drydock db update` gets today's");
    }
    List<String> behind = new ArrayList<>();
    for (Findings.Coverage coverage : findings.coverage()) {
      Advisories.Feed feed = feed(findings.advisories(), coverage);
      if (feed == null) {
        continue;
      }
      if (feed.name().endsWith(")") && feed.records() < FEW) {
        notices.add(
            "there are only "
                + feed.records()
                + " advisories in "
                + feed.name()
                + ": most vulnerabilities are missing");
      }
      OptionalLong own = AdvisoryAge.days(feed, now);
      // feeds without news for a while are normal; a feed left far behind by the others is not
      if (own.isPresent() && own.getAsLong() > age.orElse(0) + 60) {
        String old = AdvisoryAge.inWords(own.getAsLong());
        behind.add(
            behind.isEmpty()
                ? "the advisories for " + feed.name() + " are " + old + " old"
                : "those for " + feed.name() + " " + old);
      }
    }
    if (!behind.isEmpty()) {
      notices.add(String.join(", ", behind) + ": newer vulnerabilities are missing");
    }
    return new ArrayList<>(notices);
  }

  private static Advisories.@Nullable Feed feed(
      Advisories.Metadata metadata, Findings.Coverage coverage) {
    int colon = coverage.ecosystem().indexOf(':');
    String name = colon < 0 ? coverage.ecosystem() : coverage.ecosystem().substring(0, colon);
    Advisories.Feed newest = null;
    for (Advisories.Feed feed : metadata.feeds()) {
      if ((feed.name().equals(name) || feed.name().startsWith(name + " ("))
          && (newest == null || feed.newest().compareTo(newest.newest()) > 0)) {
        newest = feed;
      }
    }
    return newest;
  }
}
