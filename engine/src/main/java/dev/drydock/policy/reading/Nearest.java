package dev.drydock.policy.reading;

import java.util.Collection;

/// What a word that nobody knows may have been meant to be.
public final class Nearest {
  private static final int FARTHEST = 2;
  private static final int LONGEST = 64;

  private Nearest() {}

  /// `; did you mean X?` where a known word is near, else `; it can be A, B or C` where they are
  /// few.
  public static String of(String word, Collection<String> known) {
    String nearest = null;
    int distance = FARTHEST + 1;
    for (String candidate : known) {
      int far = distance(word, candidate);
      if (far < distance && far < candidate.length() - 1) {
        distance = far;
        nearest = candidate;
      }
    }
    if (nearest != null) {
      return "; did you mean " + nearest + "?";
    }
    return known.isEmpty() ? "" : "; it can be " + listed(known);
  }

  public static String listed(Collection<String> words) {
    StringBuilder list = new StringBuilder();
    int left = words.size();
    for (String word : words) {
      left--;
      list.append(word).append(left > 1 ? ", " : left == 1 ? " or " : "");
    }
    return list.toString();
  }

  /// Letters to add, drop or change, or to swap with their neighbour.
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > FARTHEST || a.length() > LONGEST) {
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
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
      }
    }
    return cost[a.length()][b.length()];
  }
}
