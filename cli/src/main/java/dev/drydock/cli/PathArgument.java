package dev.drydock.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A path as the user writes it, which need not be one on this system.
final class PathArgument {
  private PathArgument() {}

  static Path of(String text) throws Failure {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw Failure.input(ErrorLine.oneLine(text) + " cannot be a path here: " + e.getReason(), e);
    }
  }
}
