package dev.drydock.policy.rule;

import java.util.List;

/// A pattern for names: `*` stands for any characters, none and slashes included, `?` for one; case
/// does not matter.
///
/// Takes time in proportion to both lengths at worst, whatever the pattern.
public record Glob(String text) {

  public boolean matches(String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int retry = 0;
    while (in < name.length()) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        retry = in;
      } else if (at < text.length() && same(text.charAt(at), name.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++retry;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }

  public boolean matchesAny(List<String> names) {
    for (String name : names) {
      if (matches(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(char pattern, char name) {
    return pattern == '?' || lower(pattern) == lower(name);
  }

  /// Of ASCII only: no two other letters are taken for the same.
  private static int lower(char c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }
}
