package dev.drydock.change;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The unified form of a difference (POSIX, `diff -u`) with Git's first lines, as `git apply` and
/// `patch -p1` take it: three lines of context, `/dev/null` in the place of a file that is not
/// there yet.
///
/// Lines are bytes: they are handled as ISO 8859-1, in which every byte is a character, and come
/// out as they were in whatever encoding that is.
public final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final String NO_NEWLINE = "\n\\ No newline at end of file\n";

  private UnifiedDiff() {}

  /// The difference that all the files make, in their order.
  public static byte[] of(List<FileChange> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (FileChange file : files) {
      out.writeBytes(heading(file).getBytes(StandardCharsets.UTF_8));
      StringBuilder hunks = new StringBuilder();
      hunks(difference(file), hunks);
      out.writeBytes(hunks.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }

  /// The same as text, for people to see; files of other encodings than UTF-8 are not exact there.
  public static String text(List<FileChange> files) {
    return new String(of(files), StandardCharsets.UTF_8);
  }

  /// All lines that go, after `-`, and come, after `+`, without the others.
  static List<String> changedLines(FileChange file) {
    LineDifference difference = difference(file);
    List<String> changed = new ArrayList<>();
    for (int i = 0; i < difference.before().size(); i++) {
      if (difference.goes(i)) {
        changed.add("-" + difference.before().get(i));
      }
    }
    for (int i = 0; i < difference.after().size(); i++) {
      if (difference.comes(i)) {
        changed.add("+" + difference.after().get(i));
      }
    }
    return changed;
  }

  static LineDifference difference(FileChange file) {
    byte[] before = file.before();
    return new LineDifference(before == null ? List.of() : lines(before), lines(file.after()));
  }

  /// Lines with their ends, of which only the line feed counts.
  private static List<String> lines(byte[] content) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        lines.add(new String(content, start, i + 1 - start, StandardCharsets.ISO_8859_1));
        start = i + 1;
      }
    }
    if (start < content.length) {
      lines.add(new String(content, start, content.length - start, StandardCharsets.ISO_8859_1));
    }
    return lines;
  }

  private static String heading(FileChange file) {
    String from = name("a/" + file.path());
    String to = name("b/" + file.path());
    // a name with a space is followed by a tab, or what comes after the space were a date
    String end = file.path().indexOf(' ') >= 0 ? "\t\n" : "\n";
    boolean made = file.before() == null;
    String git = "diff --git " + from + " " + to + "\n" + (made ? "new file mode 100644\n" : "");
    if (made && file.after().length == 0) {
      return git;
    }
    return git + "--- " + (made ? "/dev/null\n" : from + end) + "+++ " + to + end;
  }

  /// Between quotes, as C writes it, where there is something in a name that would end it.
  private static String name(String path) {
    StringBuilder quoted = new StringBuilder("\"");
    boolean plain = true;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '"') {
        quoted.append("\\\"");
        plain = false;
      } else if (c < 0x20 || c == 0x7f) {
        quoted.append('\\').append((char) ('0' + (c >> 6)));
        quoted.append((char) ('0' + (c >> 3 & 7))).append((char) ('0' + (c & 7)));
        plain = false;
      } else {
        quoted.append(c);
      }
    }
    return plain ? path : quoted.append('"').toString();
  }

  private static void hunks(LineDifference difference, StringBuilder out) {
    int before = 0;
    int after = 0;
    while (true) {
      int common = common(difference, before, after, Integer.MAX_VALUE);
      before += common;
      after += common;
      if (before == difference.before().size() && after == difference.after().size()) {
        return;
      }
      int lead = Math.min(common, CONTEXT);
      Hunk hunk = new Hunk(difference, before - lead, after - lead);
      hunk.common(lead);
      while (hunk.changes()) {
        int next = common(difference, hunk.before, hunk.after, 2 * CONTEXT + 1);
        boolean last =
            hunk.before + next == difference.before().size()
                && hunk.after + next == difference.after().size();
        hunk.common(last || next > 2 * CONTEXT ? Math.min(next, CONTEXT) : next);
        if (last || next > 2 * CONTEXT) {
          break;
        }
      }
      hunk.write(out);
      before = hunk.before;
      after = hunk.after;
    }
  }

  /// How many lines from here on are the same in both, at most `most`.
  private static int common(LineDifference difference, int before, int after, int most) {
    int common = 0;
    while (common < most
        && before + common < difference.before().size()
        && after + common < difference.after().size()
        && !difference.goes(before + common)
        && !difference.comes(after + common)) {
      common++;
    }
    return common;
  }

  /// Changes with the lines around them, as far as it is written.
  private static final class Hunk {
    private final LineDifference difference;
    private final int beforeStart;
    private final int afterStart;
    private final StringBuilder lines = new StringBuilder();
    private int before;
    private int after;

    Hunk(LineDifference difference, int before, int after) {
      this.difference = difference;
      this.beforeStart = before;
      this.afterStart = after;
      this.before = before;
      this.after = after;
    }

    void common(int count) {
      for (int i = 0; i < count; i++) {
        line(' ', difference.before().get(before++));
        after++;
      }
    }

    /// Writes what goes and comes here; `false` where nothing does.
    boolean changes() {
      int start = before + after;
      while (before < difference.before().size() && difference.goes(before)) {
        line('-', difference.before().get(before++));
      }
      while (after < difference.after().size() && difference.comes(after)) {
        line('+', difference.after().get(after++));
      }
      return before + after > start;
    }

    private void line(char sign, String line) {
      lines.append(sign).append(line);
      if (!line.endsWith("\n")) {
        lines.append(NO_NEWLINE);
      }
    }

    void write(StringBuilder out) {
      out.append("@@ -").append(range(beforeStart, before));
      out.append(" +").append(range(afterStart, after)).append(" @@\n").append(lines);
    }

    /// An empty range names the line before it.
    private static String range(int start, int end) {
      int count = end - start;
      int first = count == 0 ? start : start + 1;
      return count == 1 ? Integer.toString(first) : first + "," + count;
    }
  }
}
