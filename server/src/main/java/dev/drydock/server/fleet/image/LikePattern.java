package dev.drydock.server.fleet.image;

/// Texts within the patterns of SQL's `like`.
final class LikePattern {
  private LikePattern() {}

  /// Matches itself and nothing else.
  static String literal(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
