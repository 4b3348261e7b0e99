package dev.drydock.project.edit;

import java.util.List;

/// The lines that go and come from one text to another, as in a unified difference without context.
final class LineDifference {
  private LineDifference() {}

  static String of(String before, String after) {
    List<String> old = List.of(before.split("\r?\n", -1));
    List<String> young = List.of(after.split("\r?\n", -1));
    int[][] common = new int[old.size() + 1][young.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = young.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(young.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    StringBuilder difference = new StringBuilder();
    int i = 0;
    int j = 0;
    boolean same = true;
    while (i < old.size() || j < young.size()) {
      boolean both = i < old.size() && j < young.size();
      if (both && old.get(i).equals(young.get(j))) {
        i++;
        j++;
        same = true;
        continue;
      }
      if (same) {
        difference.append("@@ ").append(i + 1).append('\n');
        same = false;
      }
      if (i < old.size() && (j == young.size() || common[i + 1][j] >= common[i][j + 1])) {
        difference.append('-').append(old.get(i++)).append('\n');
      } else {
        difference.append('+').append(young.get(j++)).append('\n');
      }
    }
    return difference.toString();
  }
}
