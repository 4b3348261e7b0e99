package dev.drydock.server.connect;

import java.util.regex.Pattern;

/// Names of repositories: `*` stands for anything within one part of the path, `**` for anything.
///
/// @param text `shop/**`
record RepositoryPattern(String text) {
  /// Of more stars, some text would take long to match.
  private static final int MOST_STARS = 4;

  private static final Pattern FORM = Pattern.compile("[a-z0-9._/*-]{1,200}");

  RepositoryPattern {
    if (!possible(text)) {
      throw new IllegalArgumentException("no pattern of repositories: " + text);
    }
  }

  /// Whether a text can be one.
  static boolean possible(String text) {
    return FORM.matcher(text).matches()
        && !text.contains("***")
        && text.replace("**", "*").chars().filter(c -> c == '*').count() <= MOST_STARS;
  }

  /// Whether it names one repository only.
  boolean single() {
    return text.indexOf('*') < 0;
  }

  boolean matches(String repository) {
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '*') {
        expression.append(Pattern.quote(String.valueOf(c)));
      } else if (i + 1 < text.length() && text.charAt(i + 1) == '*') {
        expression.append(".*");
        i++;
      } else {
        expression.append("[^/]*");
      }
    }
    return repository.length() <= 255 && repository.matches(expression.toString());
  }
}
