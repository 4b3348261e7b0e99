package dev.drydock.match.cvss;

import org.jspecify.annotations.Nullable;

/// The score of CVSS version 4.0 (specification, section 8): the score of the macro vector, less
/// the mean of how far the vector is below the top of each of its equivalence classes.
///
/// Severity is counted in levels: 0 is the worst value of a metric, each milder value one more.
final class Cvss4 {
  private static final int NONE = -1;

  /// Scores in tenths: a row for each (EQ1, EQ2), in it nine numbers for each [#vulnerable] class,
  /// in those three for each EQ4, one for each EQ5.
  private static final int[][] SCORES = {
    {
      100, 98, 95, 100, 93, 91, 93, 89, 81, 99, 95, 92, 96, 87, 81, 90, 80, 68, 98, 95, 90, 93, 89,
      81, 88, 78, 69, 95, 92, 84, 92, 81, 65, 80, 70, 48, 92, 82, 72, 79, 69, 50, 69, 55, 27
    },
    {
      99, 95, 92, 95, 90, 84, 92, 82, 72, 97, 92, 85, 91, 83, 71, 81, 71, 53, 95, 92, 85, 92, 80,
      70, 84, 71, 50, 93, 85, 73, 82, 72, 59, 70, 52, 30, 86, 75, 52, 71, 52, 29, 63, 29, 17
    },
    {
      98, 94, 91, 94, 86, 77, 87, 74, 63, 95, 87, 81, 89, 74, 64, 75, 63, 49, 94, 88, 76, 86, 74,
      59, 72, 57, 52, 89, 77, 67, 76, 58, 50, 57, 52, 25, 83, 70, 54, 65, 58, 26, 53, 21, 13
    },
    {
      95, 88, 76, 90, 75, 61, 77, 68, 52, 90, 76, 70, 77, 62, 53, 66, 59, 30, 89, 76, 62, 74, 57,
      47, 61, 57, 24, 78, 67, 58, 59, 57, 23, 52, 29, 16, 71, 59, 30, 58, 26, 15, 23, 13, 6
    },
    {
      93, 86, 75, 86, 74, 56, 70, 52, 40, 87, 72, 58, 74, 61, 34, 54, 40, 22, 85, 74, 62, 72, 55,
      46, 53, 34, 19, 75, 55, 51, 57, 41, 19, 36, 19, 8, 64, 51, 20, 47, 21, 11, 24, 9, 4
    },
    {
      88, 73, 60, 73, 59, 41, 54, 45, 20, 75, 53, 50, 55, 40, 20, 43, 22, 11, 75, 58, 40, 61, 48,
      20, 46, 17, 8, 55, 45, 21, 51, 18, 9, 18, 7, 2, 53, 24, 14, 24, 12, 5, 10, 3, 1
    },
  };

  /// The worst vectors of each class, as levels (specification, tables 24 to 27).
  private static final int[][][] TOPS_EQ1 = {
    {{0, 0, 0}}, {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, {{3, 0, 0}, {1, 1, 1}}
  };

  private static final int[][][] TOPS_EQ2 = {{{0, 0}}, {{1, 0}, {0, 1}}};

  private static final int[][][] TOPS_VULNERABLE = {
    {{0, 0, 0, 0, 0, 0}},
    {{0, 0, 1, 1, 1, 0}, {0, 0, 0, 1, 1, 1}},
    {{1, 0, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0}},
    {
      {1, 0, 1, 0, 1, 0},
      {1, 0, 0, 0, 1, 1},
      {0, 1, 0, 1, 0, 1},
      {0, 1, 1, 1, 0, 0},
      {1, 1, 0, 0, 0, 1}
    },
    {{1, 1, 1, 0, 0, 0}}
  };

  private static final int[][][] TOPS_EQ4 = {{{1, 0, 0}}, {{1, 1, 1}}, {{2, 2, 2}}};

  /// How many levels each class is deep (specification, table 29).
  private static final int[] DEPTH_EQ1 = {1, 4, 5};

  private static final int[] DEPTH_EQ2 = {1, 2};
  private static final int[] DEPTH_VULNERABLE = {7, 6, 8, 8, 10};
  private static final int[] DEPTH_EQ4 = {6, 5, 4};

  private final int[] exploitability;
  private final int[] complexity;
  private final int[] vulnerable;
  private final int[] subsequent;
  private final int threat;

  private Cvss4(
      int[] exploitability, int[] complexity, int[] vulnerable, int[] subsequent, int threat) {
    this.exploitability = exploitability;
    this.complexity = complexity;
    this.vulnerable = vulnerable;
    this.subsequent = subsequent;
    this.threat = threat;
  }

  static double score(Metrics m) {
    Cvss4 levels = read(m);
    return levels == null ? Double.NaN : levels.score();
  }

  private static @Nullable Cvss4 read(Metrics m) {
    int[] exploitability = {
      modified(m, "AV", "NALP"), modified(m, "PR", "NLH"), modified(m, "UI", "NPA")
    };
    int[] complexity = {modified(m, "AC", "LH"), modified(m, "AT", "NP")};
    int[] vulnerable = {
      modified(m, "VC", "HLN"),
      modified(m, "VI", "HLN"),
      modified(m, "VA", "HLN"),
      optional(m, "CR", "HML"),
      optional(m, "IR", "HML"),
      optional(m, "AR", "HML")
    };
    // "safety" is a level of its own that only the modified metrics can have
    int[] subsequent = {
      subsequent(m, "SC", "HLN"), subsequent(m, "SI", "SHLN"), subsequent(m, "SA", "SHLN")
    };
    int threat = optional(m, "E", "APU");
    return bad(exploitability)
            || bad(complexity)
            || bad(vulnerable)
            || bad(subsequent)
            || threat < 0
        ? null
        : new Cvss4(exploitability, complexity, vulnerable, subsequent, threat);
  }

  private static boolean bad(int[] levels) {
    for (int level : levels) {
      if (level < 0) {
        return true;
      }
    }
    return false;
  }

  /// The level of a base metric, or of its modified form where the vector has one.
  private static int modified(Metrics m, String name, String letters) {
    int base = m.level(name, letters);
    String modified = "M" + name;
    return base < 0 || m.value(modified) == null || m.is(modified, 'X')
        ? base
        : m.level(modified, letters);
  }

  /// As [#modified], on a scale where 0 is "safety" and 1 is high.
  private static int subsequent(Metrics m, String name, String letters) {
    if (m.level(name, "HLN") < 0) {
      return NONE;
    }
    int level = modified(m, name, letters);
    if (level < 0 && letters.length() == 4) {
      return NONE;
    }
    return letters.length() == 4 ? level : level < 0 ? NONE : level + 1;
  }

  /// The level of a metric that counts as the worst where it is not defined.
  private static int optional(Metrics m, String name, String letters) {
    return m.value(name) == null || m.is(name, 'X') ? 0 : m.level(name, letters);
  }

  private double score() {
    if (harmless()) {
      return 0;
    }
    int eq1 = eq1();
    int eq2 = complexity[0] == 0 && complexity[1] == 0 ? 0 : 1;
    int eq36 = vulnerableClass();
    int eq4 = eq4();
    int value = lookUp(eq1, eq2, eq36, eq4, threat);
    double sum = 0;
    int classes = 0;
    int[] below = {
      lookUp(eq1 + 1, eq2, eq36, eq4, threat),
      lookUp(eq1, eq2 + 1, eq36, eq4, threat),
      belowVulnerable(eq1, eq2, eq36, eq4),
      lookUp(eq1, eq2, eq36, eq4 + 1, threat),
      lookUp(eq1, eq2, eq36, eq4, threat + 1)
    };
    double[] depth = {
      distance(exploitability, TOPS_EQ1[eq1]) / (double) DEPTH_EQ1[eq1],
      distance(complexity, TOPS_EQ2[eq2]) / (double) DEPTH_EQ2[eq2],
      distance(vulnerable, TOPS_VULNERABLE[eq36]) / (double) DEPTH_VULNERABLE[eq36],
      distance(subsequent, TOPS_EQ4[eq4]) / (double) DEPTH_EQ4[eq4],
      0
    };
    for (int i = 0; i < below.length; i++) {
      if (below[i] != NONE) {
        sum += (value - below[i]) * depth[i];
        classes++;
      }
    }
    double score = classes == 0 ? value : value - sum / classes;
    // a hair more than the half, for what binary fractions lose
    return Math.round(Math.clamp(score, 0, 100) + 1e-6) / 10.0;
  }

  private boolean harmless() {
    return vulnerable[0] == 2
        && vulnerable[1] == 2
        && vulnerable[2] == 2
        && subsequent[0] == 3
        && subsequent[1] == 3
        && subsequent[2] == 3;
  }

  private int eq1() {
    int worst = 0;
    for (int level : exploitability) {
      worst += level == 0 ? 1 : 0;
    }
    boolean physical = exploitability[0] == 3;
    return worst == 3 ? 0 : worst > 0 && !physical ? 1 : 2;
  }

  /// EQ3 and EQ6 together: (0,0) (0,1) (1,0) (1,1) (2,1) are all that there is.
  private int vulnerableClass() {
    boolean required = false;
    for (int i = 0; i < 3; i++) {
      required |= vulnerable[i] == 0 && vulnerable[i + 3] == 0;
    }
    if (vulnerable[0] == 0 && vulnerable[1] == 0) {
      return required ? 0 : 1;
    }
    boolean high = vulnerable[0] == 0 || vulnerable[1] == 0 || vulnerable[2] == 0;
    return high ? required ? 2 : 3 : 4;
  }

  private int eq4() {
    if (subsequent[1] == 0 || subsequent[2] == 0) {
      return 0;
    }
    return subsequent[0] == 1 || subsequent[1] == 1 || subsequent[2] == 1 ? 1 : 2;
  }

  private int belowVulnerable(int eq1, int eq2, int eq36, int eq4) {
    return switch (eq36) {
      case 0 -> Math.max(lookUp(eq1, eq2, 1, eq4, threat), lookUp(eq1, eq2, 2, eq4, threat));
      case 1, 2 -> lookUp(eq1, eq2, 3, eq4, threat);
      case 3 -> lookUp(eq1, eq2, 4, eq4, threat);
      default -> NONE;
    };
  }

  private static int lookUp(int eq1, int eq2, int eq36, int eq4, int eq5) {
    return eq1 > 2 || eq2 > 1 || eq4 > 2 || eq5 > 2
        ? NONE
        : SCORES[eq1 * 2 + eq2][eq36 * 9 + eq4 * 3 + eq5];
  }

  /// Levels from the first top of the class that is no milder in any metric.
  private static int distance(int[] levels, int[][] tops) {
    for (int[] top : tops) {
      int sum = 0;
      for (int i = 0; i < top.length && sum >= 0; i++) {
        sum = levels[i] < top[i] ? Integer.MIN_VALUE : sum + levels[i] - top[i];
      }
      if (sum >= 0) {
        return sum;
      }
    }
    return 0;
  }
}
