package dev.drydock.project.python;

import java.util.List;
import java.util.Locale;

/// Names that people give to what only tests or builds use: `requirements-dev.txt`, the extra
/// `test`.
final class DevelopmentNames {
  private static final List<String> WORDS = List.of("dev", "test", "lint", "doc", "typing");

  private DevelopmentNames() {}

  static boolean isOne(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(lower::contains);
  }
}
