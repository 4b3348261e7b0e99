package dev.drydock.project;

import java.util.ArrayList;
import java.util.List;

/// The lines in which two short texts differ, as `diff` shows them: `-before`, `+after`. Line ends
/// do not count.
final class LineDifference {
  private LineDifference() {}

  static List<String> of(String before, String after) {
    List<String> from = before.lines().toList();
    List<String> to = after.lines().toList();
    int[][] common = new int[from.size() + 1][to.size() + 1];
    for (int i = from.size() - 1; i >= 0; i--) {
      for (int j = to.size() - 1; j >= 0; j--) {
        common[i][j] =
            from.get(i).equals(to.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<String> difference = new ArrayList<>();
    List<String> added = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < from.size() || j < to.size()) {
      if (i < from.size() && j < to.size() && from.get(i).equals(to.get(j))) {
        difference.addAll(added);
        added.clear();
        i++;
        j++;
      } else if (j == to.size() || i < from.size() && common[i + 1][j] >= common[i][j + 1]) {
        difference.add("-" + from.get(i++));
      } else {
        added.add("+" + to.get(j++));
      }
    }
    difference.addAll(added);
    return difference;
  }

  /// The first line that differs and is not just another empty one, from 1.
  static int firstLine(String before, String after) {
    List<String> from = before.lines().toList();
    List<String> to = after.lines().toList();
    int line = 0;
    while (line < from.size() && line < to.size() && from.get(line).equals(to.get(line))) {
      line++;
    }
    boolean empty = to.size() > from.size() && to.get(line).isEmpty();
    return empty && (line == from.size() || !from.get(line).isEmpty()) ? line + 2 : line + 1;
  }
}
