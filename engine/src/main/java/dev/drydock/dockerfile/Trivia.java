package dev.drydock.dockerfile;

/// A line between instructions that builds nothing.
///
/// @param line from 1
public record Trivia(Kind kind, int start, int end, int line, String raw) implements Piece {
  /// What kind of line it is.
  public enum Kind {
    /// the mark of UTF-8 at the beginning of a text; not a line of its own
    BYTE_ORDER_MARK,
    /// `# syntax=…`, `# escape=…` or `# check=…`
    DIRECTIVE,
    COMMENT,
    BLANK
  }
}
