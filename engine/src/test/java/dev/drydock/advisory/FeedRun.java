package dev.drydock.advisory;

import dev.drydock.advisory.distribution.DistributionFeed;
import dev.drydock.advisory.osv.OsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a feed in a distribution's own form says.
///
/// @param records as they come
/// @param spokenOf `ecosystem id`
/// @param damaged what could not be read
public record FeedRun(List<OsvRecord> records, Set<String> spokenOf, List<String> damaged) {

  public static FeedRun of(DistributionFeed feed, Path directory) throws IOException {
    FeedRun run = new FeedRun(new ArrayList<>(), new TreeSet<>(), new ArrayList<>());
    feed.read(
        directory,
        new DistributionFeed.Sink() {
          @Override
          public void record(OsvRecord record) {
            run.records().add(record);
          }

          @Override
          public void spokenOf(String ecosystem, String id) {
            run.spokenOf().add(ecosystem + " " + id);
          }

          @Override
          public void damaged(String why) {
            run.damaged().add(why);
          }
        },
        Progress.silent());
    return run;
  }

  /// `ID: ecosystem name 0..<1.2 [status] [word] [architectures]` of each entry, in order.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (OsvRecord record : records) {
      for (Affected affected : record.affected()) {
        StringBuilder line = new StringBuilder(record.advisory().id()).append(": ");
        line.append(affected.ecosystem()).append(' ').append(affected.name());
        for (Affected.Range range : affected.ranges()) {
          line.append(' ');
          for (Affected.Event event : range.events()) {
            line.append(
                switch (event.kind()) {
                  case INTRODUCED -> "[" + event.version();
                  case FIXED -> "," + event.version() + ")";
                  case LAST_AFFECTED -> "," + event.version() + "]";
                  case LIMIT -> "|" + event.version();
                });
          }
        }
        if (affected.status() != null) {
          line.append(" status=").append(affected.status());
        }
        if (affected.severityWord() != null) {
          line.append(" word=").append(affected.severityWord());
        }
        if (!affected.architectures().isEmpty()) {
          line.append(" on ").append(String.join("+", affected.architectures()));
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }
}
