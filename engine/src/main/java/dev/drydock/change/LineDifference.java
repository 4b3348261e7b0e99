package dev.drydock.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which lines of one text go and which of another come to make the second of the first: the fewest
/// (E. W. Myers, An O(ND) Difference Algorithm and Its Variations, 1986).
///
/// Texts that differ in more lines than [#MOST] are not taken apart further: all between the first
/// and the last difference goes and comes, which is correct too.
final class LineDifference {
  /// Differences that are looked for; time and memory grow with them.
  private static final int MOST = 2000;

  private final BitSet gone = new BitSet();
  private final BitSet come = new BitSet();
  private final List<String> before;
  private final List<String> after;

  /// @param before lines with their ends
  /// @param after lines with their ends
  LineDifference(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
    int start = 0;
    int least = Math.min(before.size(), after.size());
    while (start < least && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < least - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    Map<String, Integer> numbers = new HashMap<>();
    compare(
        numbers(before.subList(start, before.size() - end), numbers),
        numbers(after.subList(start, after.size() - end), numbers),
        start);
  }

  List<String> before() {
    return before;
  }

  List<String> after() {
    return after;
  }

  /// Whether the line of that index in the first text goes.
  boolean goes(int line) {
    return gone.get(line);
  }

  /// Whether the line of that index in the second text comes.
  boolean comes(int line) {
    return come.get(line);
  }

  /// The same lines get the same number, so that comparing is cheap.
  private static int[] numbers(List<String> lines, Map<String, Integer> numbers) {
    int[] result = new int[lines.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = numbers.computeIfAbsent(lines.get(i), _ -> numbers.size());
    }
    return result;
  }

  /// @param offset of both stretches in their texts
  private void compare(int[] from, int[] to, int offset) {
    int n = from.length;
    int m = to.length;
    int most = Math.min(n + m, MOST);
    int[] furthest = new int[2 * most + 3];
    int middle = most + 1;
    List<int[]> rounds = new ArrayList<>();
    for (int d = 0; d <= most; d++) {
      // what round d starts from: diagonals -d to d are all that it looks at
      rounds.add(Arrays.copyOfRange(furthest, middle - d - 1, middle + d + 2));
      for (int k = -d; k <= d; k += 2) {
        boolean down = k == -d || k != d && furthest[middle + k - 1] < furthest[middle + k + 1];
        int x = down ? furthest[middle + k + 1] : furthest[middle + k - 1] + 1;
        int y = x - k;
        while (x < n && y < m && from[x] == to[y]) {
          x++;
          y++;
        }
        furthest[middle + k] = x;
        if (k == n - m && x >= n) {
          mark(rounds, n, m, offset);
          return;
        }
      }
    }
    gone.set(offset, offset + n);
    come.set(offset, offset + m);
  }

  /// Goes back from the end through the rounds, and marks each step that was no common line.
  private void mark(List<int[]> rounds, int n, int m, int offset) {
    int x = n;
    int y = m;
    for (int d = rounds.size() - 1; d > 0; d--) {
      int[] furthest = rounds.get(d);
      int middle = d + 1;
      int k = x - y;
      boolean down = k == -d || k != d && furthest[middle + k - 1] < furthest[middle + k + 1];
      if (down) {
        x = furthest[middle + k + 1];
        y = x - k - 1;
        come.set(offset + y);
      } else {
        x = furthest[middle + k - 1];
        y = x - k + 1;
        gone.set(offset + x);
      }
    }
  }
}
