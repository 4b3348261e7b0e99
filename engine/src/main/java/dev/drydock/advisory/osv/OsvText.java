package dev.drydock.advisory.osv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one line of text that is kept of a record.
final class OsvText {
  private static final int SUMMARY = 200;
  private static final List<String> SEVERITIES =
      List.of("Critical", "Important", "Moderate", "Low");

  private OsvText() {}

  /// The summary, else the first sentence of the details; `null` where the record has neither, or
  /// where the text came from OSVDB, whose terms do not let it be passed on as an index is.
  static @Nullable String summary(
      @Nullable String summary, @Nullable String details, List<String> aliases) {
    for (String alias : aliases) {
      if (alias.startsWith("OSVDB-")) {
        return null;
      }
    }
    if (summary != null) {
      return oneLine(summary, summary.length());
    }
    if (details == null || details.startsWith("[Unknown")) {
      return null;
    }
    return oneLine(details, sentenceEnd(details));
  }

  /// Where the first sentence or paragraph ends.
  private static int sentenceEnd(String text) {
    int start = 0;
    while (start < text.length() && (text.charAt(start) <= ' ' || text.charAt(start) == '#')) {
      start++;
    }
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : '\n';
      boolean stop = c == '.' && next <= ' ' && i - start > 20;
      if (stop || (c == '\n' && next == '\n')) {
        return i;
      }
    }
    return text.length();
  }

  /// Text without line ends, control characters and runs of spaces, cut at a bounded length.
  private static @Nullable String oneLine(String text, int end) {
    StringBuilder line = new StringBuilder(Math.min(end, SUMMARY) + 1);
    boolean space = false;
    for (int i = 0; i < end && line.length() < SUMMARY; i++) {
      char c = text.charAt(i);
      if (c <= ' ' || (c >= 0x7f && c < 0xa0)) {
        space = !line.isEmpty();
      } else if (c != '#' || !line.isEmpty()) {
        if (space) {
          line.append(' ');
          space = false;
        }
        line.append(c);
      }
    }
    if (line.length() >= SUMMARY) {
      cut(line);
    }
    return line.isEmpty() ? null : line.toString();
  }

  private static void cut(StringBuilder line) {
    int word = line.lastIndexOf(" ");
    line.setLength(word > SUMMARY / 2 ? word : SUMMARY - 1);
    if (Character.isHighSurrogate(line.charAt(line.length() - 1))) {
      line.setLength(line.length() - 1);
    }
    line.append('…');
  }

  /// `Important` of `Important: kernel security update`, as AlmaLinux and Rocky Linux write it.
  static @Nullable String severityPrefix(@Nullable String summary) {
    if (summary != null) {
      for (String severity : SEVERITIES) {
        if (summary.startsWith(severity) && summary.startsWith(":", severity.length())) {
          return severity;
        }
      }
    }
    return null;
  }
}
