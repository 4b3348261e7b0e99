package dev.drydock.server.advisory;

import dev.drydock.advisory.Advisories.Feed;
import dev.drydock.advisory.Advisories.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What an index lost of what the one before has: so much that it looks rather like a feed that was
/// cut short than like advisories that were withdrawn. Each of its files may be valid all the same.
///
/// @param losses by feed, in the order of their names
record FeedLosses(List<Loss> losses) {
  /// Of smaller feeds, all may be withdrawn in a day.
  private static final int SMALL = 10;

  /// Of feeds with more records, a part that is lost counts too.
  private static final int LARGE = 1000;

  private static final int PERCENT = 20;
  private static final int NAMED = 5;

  FeedLosses {
    losses = List.copyOf(losses);
  }

  /// @param before how many records there were, or how few an admin has accepted
  record Loss(String feed, int before, int now) {
    private boolean counts() {
      return now == 0
          ? before >= SMALL
          : before > LARGE && (long) now * 100 < (long) before * (100 - PERCENT);
    }

    private String words() {
      return now == 0
          ? String.format(Locale.ROOT, "nothing of %s is left (%,d records)", feed, before)
          : String.format(Locale.ROOT, "%s has %,d records instead of %,d", feed, now, before);
    }
  }

  /// @param accepted by feed, how few an admin has accepted
  /// @param wanted the feeds that are still to be had
  static FeedLosses between(
      Metadata before, Metadata now, Map<String, Integer> accepted, Predicate<String> wanted) {
    Map<String, Integer> left = records(now);
    List<Loss> losses = new ArrayList<>();
    records(before)
        .forEach(
            (feed, count) -> {
              int known = Math.min(count, accepted.getOrDefault(feed, count));
              Loss loss = new Loss(feed, known, left.getOrDefault(feed, 0));
              if (loss.counts() && wanted.test(feed)) {
                losses.add(loss);
              }
            });
    return new FeedLosses(losses);
  }

  boolean none() {
    return losses.isEmpty();
  }

  /// How many records are left of what was lost from, by feed.
  Map<String, Integer> left() {
    Map<String, Integer> left = new TreeMap<>();
    losses.forEach(loss -> left.put(loss.feed(), loss.now()));
    return left;
  }

  /// One line, with what to do.
  String words() {
    List<String> named = losses.stream().limit(NAMED).map(Loss::words).toList();
    int more = losses.size() - named.size();
    return "What was found is held back, since much is missing in it: "
        + String.join(", ", named)
        + (more > 0 ? ", and " + more + " more" : "")
        + ". The old advisories stay; the next look may find it whole again. Where this is right, an admin accepts it with POST /api/v1/advisories/refresh?accept=true";
  }

  private static Map<String, Integer> records(Metadata metadata) {
    Map<String, Integer> records = new TreeMap<>();
    for (Feed feed : metadata.feeds()) {
      records.merge(feed.name(), feed.records(), Integer::sum);
    }
    return records;
  }
}
