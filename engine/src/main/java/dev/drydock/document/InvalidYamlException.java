package dev.drydock.document;

import java.io.IOException;

/// A text is no YAML.
public final class InvalidYamlException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final int line;
  private final int column;

  /// @param what names the document
  /// @param problem in words
  /// @param line from 1; 0 where it is unknown
  /// @param column from 1; 0 where it is unknown
  InvalidYamlException(String what, String problem, int line, int column) {
    super(what + " is not valid YAML: " + problem + (line > 0 ? " in line " + line : ""));
    this.problem = problem;
    this.line = line;
    this.column = column;
  }

  InvalidYamlException(String what, String problem, int line, int column, RuntimeException cause) {
    this(what, problem, line, column);
    initCause(cause);
  }

  public String problem() {
    return problem;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
