package dev.drydock.cli.console;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// What the user may have meant.
public final class Suggestion {
  private static final int FARTHEST = 2;

  private Suggestion() {}

  /// ` (did you mean X?)` where one of the known words is near; else nothing.
  public static String of(String word, Collection<String> known) {
    String nearest = null;
    int distance = FARTHEST + 1;
    for (String candidate : known) {
      int far = distance(word, candidate);
      if (candidate.startsWith(word) && word.length() > 2) {
        far = 1;
      }
      if (far < distance && far < candidate.length() - 1) {
        distance = far;
        nearest = candidate;
      }
    }
    return said(nearest);
  }

  private static String said(@Nullable String nearest) {
    return nearest == null ? "" : " (did you mean " + nearest + "?)";
  }

  /// Letters to add, drop, change or swap with their neighbour.
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > FARTHEST) {
      return FARTHEST + 1;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best =
            Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = best;
      }
    }
    return cost[a.length()][b.length()];
  }
}
