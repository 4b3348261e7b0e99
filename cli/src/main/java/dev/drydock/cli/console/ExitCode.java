package dev.drydock.cli.console;

/// What the process ends with: part of the contract, pipelines decide by it.
public final class ExitCode {
  public static final int OK = 0;

  /// the gate says no
  public static final int GATE = 1;

  /// wrong usage
  public static final int USAGE = 2;

  /// the input cannot be read: missing, corrupt, refused; or the output cannot be written
  public static final int INPUT = 3;

  private ExitCode() {}
}
