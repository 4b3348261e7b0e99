package dev.drydock.dockerfile.resolution;

import java.util.ArrayList;
import java.util.List;

/// A pattern of `${name#pattern}` and its like: `*`, `?`, and characters that stand for themselves.
///
/// Matched by its own small machine, whose time is bounded by the product of both lengths, which
/// are at most that of a path.
///
/// @param tokens a character each; -1 for `?`, -2 for `*`
record ShellPattern(List<Integer> tokens) {
  private static final int ANY = -1;
  private static final int STAR = -2;

  ShellPattern {
    tokens = List.copyOf(tokens);
  }

  static ShellPattern of(String pattern) throws ExpansionException {
    List<Integer> tokens = new ArrayList<>();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '*') {
        tokens.add(STAR);
      } else if (c == '?') {
        tokens.add(ANY);
      } else if (c != '\\') {
        tokens.add((int) c);
      } else if (i + 1 < pattern.length() && "*?\\}/".indexOf(pattern.charAt(i + 1)) >= 0) {
        tokens.add((int) pattern.charAt(++i));
      } else {
        throw new ExpansionException("the pattern " + pattern + " has an escape that is not known");
      }
    }
    return new ShellPattern(tokens);
  }

  String withoutPrefix(String value, boolean longest) {
    int end = endOfMatch(value, 0, longest);
    return end < 0 ? value : value.substring(end);
  }

  String withoutSuffix(String value, boolean longest) {
    ShellPattern backwards = new ShellPattern(tokens.reversed());
    String turned = new StringBuilder(value).reverse().toString();
    int end = backwards.endOfMatch(turned, 0, longest);
    return end < 0 ? value : value.substring(0, value.length() - end);
  }

  /// The first match, or all of them, each the longest that begins where it does.
  String replace(String value, String replacement, boolean all) {
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (at <= value.length()) {
      int end = endOfMatch(value, at, true);
      if (end > at) {
        result.append(replacement);
        at = end;
        if (!all) {
          break;
        }
      } else if (at < value.length()) {
        result.append(value.charAt(at++));
      } else {
        break;
      }
    }
    return at < value.length()
        ? result.append(value, at, value.length()).toString()
        : result.toString();
  }

  /// Where a match ends that begins at `from`; -1 where there is none.
  private int endOfMatch(String value, int from, boolean longest) {
    boolean[] states = new boolean[tokens.size() + 1];
    states[0] = true;
    skipStars(states);
    int found = states[tokens.size()] ? from : -1;
    for (int at = from; at < value.length() && (longest || found < 0); at++) {
      boolean[] next = new boolean[tokens.size() + 1];
      boolean alive = false;
      for (int i = 0; i < tokens.size(); i++) {
        if (states[i]) {
          int token = tokens.get(i);
          if (token == STAR) {
            next[i] = true;
            alive = true;
          } else if (token == ANY || token == value.charAt(at)) {
            next[i + 1] = true;
            alive = true;
          }
        }
      }
      if (!alive) {
        return found;
      }
      skipStars(next);
      states = next;
      found = states[tokens.size()] ? at + 1 : found;
    }
    return found;
  }

  /// A star may stand for nothing.
  private void skipStars(boolean[] states) {
    for (int i = 0; i < tokens.size(); i++) {
      if (states[i] && tokens.get(i) == STAR) {
        states[i + 1] = true;
      }
    }
  }
}
