package dev.drydock.cli.console;

import org.jspecify.annotations.Nullable;

/// The command ends here: with a line for the user, and an exit code.
public final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private Failure(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /// The user asked for something that is not there.
  public static Failure usage(String message) {
    return new Failure(ExitCode.USAGE, message, null);
  }

  /// What was asked for cannot be read or written.
  public static Failure input(String message, @Nullable Throwable cause) {
    return new Failure(ExitCode.INPUT, message, cause);
  }

  /// The gate says no.
  public static Failure refused(String message) {
    return new Failure(ExitCode.GATE, message, null);
  }

  public int exitCode() {
    return exitCode;
  }
}
