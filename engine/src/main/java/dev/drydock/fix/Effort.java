package dev.drydock.fix;

import java.util.Locale;

/// How much work an action is, so that it can be put beside other work: rough on purpose.
public enum Effort {
  /// a line changes and nothing else should: a fixed package of the same release, a patch version,
  /// a newer build of the same base
  SMALL(1),
  /// read the release notes: a minor version, a newer minor release of the base
  MEDIUM(3),
  /// plan it and test it: a major version, another release of the distribution, another library
  LARGE(8);

  private final int cost;

  Effort(int cost) {
    this.cost = cost;
  }

  /// What one such action weighs against others.
  int cost() {
    return cost;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// That of raising a library from one version to another, as semantic versioning promises it:
  /// below 1.0 a minor version may break as well.
  static Effort ofVersions(String from, String to) {
    int[] old = numbers(from);
    int[] next = numbers(to);
    if (old[0] != next[0]) {
      return LARGE;
    }
    if (old[1] != next[1]) {
      return old[0] == 0 ? LARGE : MEDIUM;
    }
    return SMALL;
  }

  /// The first two numbers of a version, 0 where there are none.
  private static int[] numbers(String version) {
    int[] numbers = new int[2];
    int at = 0;
    for (int i = 0; i < 2; i++) {
      while (at < version.length() && !digit(version.charAt(at))) {
        at++;
      }
      int value = 0;
      while (at < version.length() && digit(version.charAt(at))) {
        value = Math.min(value, 100_000_000) * 10 + (version.charAt(at++) - '0');
      }
      numbers[i] = value;
    }
    return numbers;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
