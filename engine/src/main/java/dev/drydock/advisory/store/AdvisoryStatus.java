package dev.drydock.advisory.store;

import dev.drydock.advisory.Advisories;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How old the advisories are that a scan would use now.
///
/// @param file the index
/// @param origin where it came from
/// @param bytes the file's size
/// @param age since the newest record of any advisory feed; `null` where no feed says
/// @param stale whether `age` is unknown or over the threshold
/// @param feeds with the age of each
public record AdvisoryStatus(
    Path file,
    Origin origin,
    long bytes,
    Advisories.Metadata metadata,
    @Nullable Duration age,
    boolean stale,
    List<FeedAge> feeds) {

  public AdvisoryStatus {
    feeds = List.copyOf(feeds);
  }

  /// Where an index came from.
  public enum Origin {
    /// updated or imported here
    STORE,
    /// shipped with Drydock
    SNAPSHOT
  }

  /// @param age since its newest record; `null` where the feed does not say
  public record FeedAge(Advisories.Feed feed, @Nullable Duration age) {}

  static AdvisoryStatus of(
      Path file,
      Origin origin,
      long bytes,
      Advisories.Metadata metadata,
      Instant now,
      Duration staleAfter) {
    Duration youngest = null;
    List<FeedAge> feeds = new ArrayList<>();
    for (Advisories.Feed feed : metadata.feeds()) {
      Duration age = age(feed.newest(), now);
      feeds.add(new FeedAge(feed, age));
      // KEV and EPSS say nothing new about which packages are affected.
      boolean counts = !feed.name().equals("KEV") && !feed.name().equals("EPSS");
      if (counts && age != null && (youngest == null || age.compareTo(youngest) < 0)) {
        youngest = age;
      }
    }
    boolean stale = youngest == null || youngest.compareTo(staleAfter) > 0;
    return new AdvisoryStatus(file, origin, bytes, metadata, youngest, stale, feeds);
  }

  private static @Nullable Duration age(String time, Instant now) {
    try {
      Instant then =
          time.length() == 10
              ? LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(time).toInstant();
      return then.isAfter(now) ? Duration.ZERO : Duration.between(then, now);
    } catch (DateTimeException _) {
      return null;
    }
  }

  /// The age in words, for a line that people read: `3 hours`, `12 days`; empty where unknown.
  public String ageInWords() {
    if (age == null) {
      return "";
    }
    long days = age.toDays();
    long hours = Math.max(0, age.toHours());
    return days >= 2 ? days + " days" : hours == 1 ? "1 hour" : hours + " hours";
  }
}
