package dev.drydock.cli;

/// What the process ends with: part of the contract, pipelines decide by it.
final class ExitCode {
  static final int OK = 0;

  /// the gate says no
  static final int GATE = 1;

  /// wrong usage
  static final int USAGE = 2;

  /// the input cannot be read: missing, corrupt, refused; or the output cannot be written
  static final int INPUT = 3;

  private ExitCode() {}
}
