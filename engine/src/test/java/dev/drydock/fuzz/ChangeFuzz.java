package dev.drydock.fuzz;

import dev.drydock.change.ChangeSet;
import dev.drydock.change.FileChange;
import dev.drydock.change.Mentions;
import dev.drydock.change.UnifiedDiff;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Edits of files: a unified diff, put into the old file line by line, gives the new one.
public final class ChangeFuzz {
  private ChangeFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, ChangeFuzz::read);
  }

  /// Three parts: the path, the old file, the new one.
  private static void read(byte[] data) {
    FuzzAnswers parts = new FuzzAnswers(data);
    String path = new String(parts.next(), StandardCharsets.UTF_8);
    byte[] before = parts.next();
    byte[] after = parts.next();
    FileChange change;
    try {
      change = new FileChange(path, before, after);
    } catch (IllegalArgumentException _) {
      return; // refused
    }
    byte[] patched = patched(before, UnifiedDiff.of(List.of(change)), path);
    if (!Arrays.equals(patched, after)) {
      throw new IllegalStateException("the difference makes something else of the file");
    }
    String _ = new ChangeSet("x", "t", Mentions.without(path), List.of(change)).fingerprint();
    String _ = ChangeSet.key(path);
  }

  /// The old file with the hunks put in.
  private static byte[] patched(byte[] before, byte[] difference, String path) {
    List<String> old = lines(before);
    StringBuilder made = new StringBuilder();
    int at = 0;
    List<String> lines = hunks(lines(difference));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean unended = i + 1 < lines.size() && lines.get(i + 1).startsWith("\\");
      String content = unended ? line.substring(1, line.length() - 1) : line.substring(1);
      switch (line.charAt(0)) {
        case '@' -> {
          int start = Integer.parseInt(line.split("[-, ]", -1)[2]);
          boolean empty = line.startsWith("@@ -" + start + ",0 ");
          for (int to = empty ? start : start - 1; at < to; at++) {
            made.append(old.get(at));
          }
        }
        case ' ', '-' -> {
          if (!old.get(at++).equals(content)) {
            throw new IllegalStateException("a line of " + path + " that is not there");
          }
          made.append(line.charAt(0) == ' ' ? content : "");
        }
        case '+' -> made.append(content);
        default -> {
          // no line end, seen above
        }
      }
    }
    old.subList(at, old.size()).forEach(made::append);
    return made.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /// All from the first hunk on.
  private static List<String> hunks(List<String> difference) {
    int first = 0;
    while (first < difference.size() && !difference.get(first).startsWith("@@ ")) {
      first++;
    }
    return difference.subList(first, difference.size());
  }

  private static List<String> lines(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start) + 1;
      end = end == 0 ? text.length() : end;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }
}
