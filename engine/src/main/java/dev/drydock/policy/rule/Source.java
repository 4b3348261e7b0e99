package dev.drydock.policy.rule;

/// Where in which file something stands.
///
/// @param line from 1
/// @param column from 1
public record Source(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
