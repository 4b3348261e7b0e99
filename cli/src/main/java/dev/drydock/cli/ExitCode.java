package dev.drydock.cli;

/// What the process ends with: part of the contract, pipelines decide by it. 1 is left to the gate.
final class ExitCode {
  static final int OK = 0;

  /// wrong usage
  static final int USAGE = 2;

  /// the input cannot be read: missing, corrupt, refused; or the output cannot be written
  static final int INPUT = 3;

  private ExitCode() {}
}
