package dev.drydock.advisory.store;

import dev.drydock.advisory.Advisories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How old the advisories are that a scan would use now.
///
/// @param file the index
/// @param origin where it came from
/// @param bytes the file's size
/// @param age since the newest record of any feed; `null` where no feed says
/// @param stale whether `age` is over the threshold
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
