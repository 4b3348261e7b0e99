package dev.drydock.base.testing.pattern;

/// A text is no regular expression, or one that costs too much; the message says why in one line.
public final class InvalidPatternException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidPatternException(String message) {
    super(message);
  }
}
