package dev.drydock.cli.console;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A path as the user writes it, which need not be one on this system.
public final class PathArgument {
  private PathArgument() {}

  public static Path of(String text) throws Failure {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw Failure.input(ErrorLine.oneLine(text) + " cannot be a path here: " + e.getReason(), e);
    }
  }
}
