package dev.drydock.change;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where files are edited, as stretches of their lines before it: tells whether Git can merge one
/// set of changes after another.
public final class EditedLines {
  /// Lines between two edits that tools want to find as they were: `git apply` and `patch` look at
  /// three, and so do people. A merge alone would be content with one.
  private static final int CONTEXT = 3;

  private final Map<String, Edits> edits = new HashMap<>();

  /// Lines from `start`, from 0, up to `end`; empty where lines are only added.
  private record Stretch(int start, int end) {
    boolean touches(Stretch other) {
      return start < other.end + CONTEXT && other.start < end + CONTEXT;
    }
  }

  /// @param before `null` where the file is made
  private record Edits(@Nullable List<String> before, List<Stretch> stretches) {
    boolean touch(Edits other) {
      // of a file that is made twice, or begins as two, nobody can tell
      if (before == null || !before.equals(other.before)) {
        return true;
      }
      // both are in order
      int theirs = 0;
      for (Stretch ours : stretches) {
        while (theirs < other.stretches.size()
            && other.stretches.get(theirs).end + CONTEXT <= ours.start) {
          theirs++;
        }
        if (theirs < other.stretches.size() && ours.touches(other.stretches.get(theirs))) {
          return true;
        }
      }
      return false;
    }
  }

  private EditedLines() {}

  public static EditedLines of(List<FileChange> files) {
    EditedLines lines = new EditedLines();
    for (FileChange file : files) {
      LineDifference difference = UnifiedDiff.difference(file);
      lines.edits.put(
          file.path(),
          new Edits(file.before() == null ? null : difference.before(), stretches(difference)));
    }
    return lines;
  }

  private static List<Stretch> stretches(LineDifference difference) {
    List<Stretch> stretches = new ArrayList<>();
    int before = 0;
    int after = 0;
    while (before < difference.before().size() || after < difference.after().size()) {
      int start = before;
      int come = after;
      while (before < difference.before().size() && difference.goes(before)) {
        before++;
      }
      while (after < difference.after().size() && difference.comes(after)) {
        after++;
      }
      if (before > start || after > come) {
        stretches.add(new Stretch(start, before));
      } else {
        before++;
        after++;
      }
    }
    return stretches;
  }

  /// Whether an edit of one stands within three lines of one of the other, so that what is merged
  /// second may conflict with what was merged first.
  public boolean touches(EditedLines other) {
    for (Map.Entry<String, Edits> one : edits.entrySet()) {
      Edits same = other.edits.get(one.getKey());
      if (same != null && one.getValue().touch(same)) {
        return true;
      }
    }
    return false;
  }
}
