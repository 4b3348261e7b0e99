package dev.drydock.match;

import dev.drydock.advisory.Advisory;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Since when a vulnerability is known, and since when its fix is there.
///
/// No database has a field for the day of a fix. An advisory that is given out with the fixed
/// packages (`DSA-…`, `USN-…`, `RHSA-…`, `GHSA-…`) tells it by its own day of publication; a record
/// that is about the vulnerability (`CVE-…`, `DEBIAN-CVE-…`) was there before the fix, and names it
/// since its last change at the latest. So the first day of the former counts, else that of the
/// latter's last change, which may be later than the truth, and never says that a fix has been
/// there for longer than it has.
///
/// @param published `null` where no record says
/// @param fixPublished `null` where there is no fix, or no record says
record Dates(@Nullable LocalDate published, @Nullable LocalDate fixPublished) {

  /// @param hits the records that say so
  /// @param fixedIn the versions that mend it
  static Dates of(List<Hit> hits, List<String> fixedIn) {
    LocalDate published = null;
    LocalDate given = null;
    LocalDate changed = null;
    for (Hit hit : hits) {
      Advisory advisory = hit.advisory();
      LocalDate day = day(advisory.published());
      published = earlier(published, day);
      String fix = hit.evaluation().fix();
      if (fix != null && fixedIn.contains(fix)) {
        if (!isAboutVulnerability(advisory.id())) {
          given = earlier(given, day);
        }
        changed = earlier(changed, day(advisory.modified()));
      }
    }
    return new Dates(published, given != null ? given : changed);
  }

  /// Whether a record is about a CVE, and not about a fix.
  private static boolean isAboutVulnerability(String id) {
    return Ids.isCve(id) || id.contains("-CVE-");
  }

  private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private static @Nullable LocalDate day(@Nullable String time) {
    if (time == null || time.length() < 10) {
      return null;
    }
    try {
      return LocalDate.parse(time.substring(0, 10));
    } catch (DateTimeException _) {
      return null;
    }
  }
}
