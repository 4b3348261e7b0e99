package dev.drydock.cli.database;

import dev.drydock.advisory.store.AdvisoryStatus;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What `drydock db status` tells.
final class StatusReport {
  private static final int NAME = 20;
  private static final int RECORDS = 10;

  private StatusReport() {}

  static void table(AdvisoryStatus status, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("Advisories: ").append(status.file()).append(" (").append(status.bytes() >> 20);
    text.append(" MiB), ");
    text.append(
        switch (status.origin()) {
          case STORE -> "updated or imported here\n";
          case SNAPSHOT -> "shipped with Drydock\n";
        });
    String age = status.ageInWords();
    text.append("Newest record: ").append(age.isEmpty() ? "of unknown age" : age + " old");
    text.append(status.stale() ? "; get newer ones with `drydock db update`\n\n" : "\n\n");
    row(text, "FEED", "RECORDS", "NEWEST");
    for (AdvisoryStatus.FeedAge feed : status.feeds()) {
      row(
          text,
          ErrorLine.oneLine(feed.feed().name()),
          Integer.toString(feed.feed().records()),
          ErrorLine.oneLine(feed.feed().newest()));
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void row(StringBuilder text, String name, String records, String newest) {
    text.append(name).repeat(' ', Math.max(1, NAME - name.length()));
    text.repeat(' ', Math.max(0, RECORDS - records.length())).append(records).append("  ");
    text.append(newest).append('\n');
  }

  static void json(AdvisoryStatus status, OutputStream out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.object()
        .member("file", status.file().toString())
        .member(
            "origin",
            switch (status.origin()) {
              case STORE -> "store";
              case SNAPSHOT -> "snapshot";
            })
        .member("bytes", status.bytes())
        .member("builtAt", status.metadata().builtAt());
    age(json, status.age());
    json.member("stale", status.stale()).array("feeds");
    for (AdvisoryStatus.FeedAge feed : status.feeds()) {
      json.object()
          .member("name", feed.feed().name())
          .member("source", feed.feed().source())
          .member("records", feed.feed().records())
          .member("newest", feed.feed().newest())
          .member("licence", feed.feed().licence());
      age(json, feed.age());
      json.end();
    }
    json.end().end().flush();
  }

  private static void age(JsonWriter json, @Nullable Duration age) throws IOException {
    if (age == null) {
      json.member("ageDays", (String) null);
    } else {
      json.member("ageDays", age.toDays());
    }
  }
}
