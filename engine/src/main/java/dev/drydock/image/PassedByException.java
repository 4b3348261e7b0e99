package dev.drydock.image;

import java.io.IOException;

/// A part of a file was asked for that had been let go: see [FileContent#passBy]. Whoever walks may
/// read the file again.
public final class PassedByException extends IOException {
  private static final long serialVersionUID = 1L;

  public PassedByException() {
    super("a part of the file has passed by already");
  }

  /// None: this tells how to go on, thousands of times in a large file, and is no failure.
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
