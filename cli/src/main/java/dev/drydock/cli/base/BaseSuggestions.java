package dev.drydock.cli.base;

import dev.drydock.base.suggestion.Fit;
import dev.drydock.base.suggestion.Left;
import dev.drydock.base.suggestion.Suggestion;
import dev.drydock.change.FileChange;
import dev.drydock.change.UnifiedDiff;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Approved bases for one image, the best first, for people and programs.
///
/// @param about the image or the Dockerfile, as the user named it
/// @param now what is open in the image as it is; `null` where nothing was built yet
/// @param changes that take the first one; empty where there are none
/// @param note about these; `null` for nothing
/// @param warnings one line each
record BaseSuggestions(
    String about,
    @Nullable Left now,
    List<Suggestion> suggestions,
    List<FileChange> changes,
    @Nullable String note,
    List<String> warnings) {

  void table(OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    if (suggestions.isEmpty()) {
      text.append(
          "no base is approved yet; whoever keeps the bases approves one with `drydock base approve`\n");
    } else {
      text.append("Approved bases for ")
          .append(ErrorLine.oneLine(about))
          .append(", the best first\n");
      suggestions.forEach(one -> entry(text, one));
    }
    if (!changes.isEmpty()) {
      text.append("\nWhat takes the first one:\n");
    }
    if (note != null) {
      text.append(changes.isEmpty() ? "\n" : "").append(ErrorLine.oneLine(note)).append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.write(UnifiedDiff.of(changes));
    for (String warning : warnings) {
      out.write(("warning: " + ErrorLine.oneLine(warning) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private void entry(StringBuilder text, Suggestion one) {
    text.append('\n').append(ErrorLine.oneLine(one.base().reference())).append("  ");
    text.append(
        switch (one.fit().kind()) {
          case FITS -> "fits";
          case FITS_WITH_CHANGES -> "fits if this works:";
          case DOES_NOT_FIT -> "does not fit:";
        });
    text.append('\n');
    for (String reason : one.fit().reasons()) {
      text.append("    ").append(ErrorLine.oneLine(reason)).append('\n');
    }
    if (one.fit().kind() != Fit.Kind.DOES_NOT_FIT) {
      text.append("    leaves ").append(counts(one.left()));
      if (now != null) {
        text.append(" instead of ").append(counts(now));
      }
      text.append("; ").append(Math.ceilDiv(one.base().bytes(), 1 << 20)).append(" MiB\n");
    }
    for (String undecided : one.undecided()) {
      text.append("    ").append(ErrorLine.oneLine(undecided)).append('\n');
    }
  }

  void json(OutputStream out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.object().member("schemaVersion", 1L).member("about", about);
    if (now != null) {
      left(json, "now", now);
    }
    json.array("suggestions");
    for (Suggestion one : suggestions) {
      json.object()
          .member("reference", one.base().reference())
          .member("digest", one.base().digest())
          .member("family", one.base().family())
          .member("variant", one.base().variant())
          .member("fit", one.fit().kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .member("reasons", one.fit().reasons())
          .member("bytes", one.base().bytes());
      left(json, "left", one.left());
      json.member("undecided", one.undecided()).end();
    }
    json.end()
        .optional(
            "diff",
            changes.isEmpty() ? null : new String(UnifiedDiff.of(changes), StandardCharsets.UTF_8))
        .optional("note", note)
        .member("warnings", warnings)
        .end()
        .flush();
  }

  private static void left(JsonWriter json, String name, Left left) throws IOException {
    json.object(name)
        .member("act", (long) left.act())
        .member("attend", (long) left.attend())
        .member("track", (long) left.track())
        .end();
  }

  private static String counts(Left left) {
    return left.all() == 0
        ? "no findings"
        : left.all()
            + (left.all() == 1 ? " finding (" : " findings (")
            + left.act()
            + " act, "
            + left.attend()
            + " attend, "
            + left.track()
            + " track)";
  }
}
