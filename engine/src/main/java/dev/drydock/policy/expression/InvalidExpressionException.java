package dev.drydock.policy.expression;

/// A text is no expression that could be evaluated.
public final class InvalidExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /// @param reason one line
  /// @param line within the expression, from 1
  /// @param column within the line, from 1
  InvalidExpressionException(String reason, int line, int column) {
    super(reason);
    this.line = line;
    this.column = column;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
