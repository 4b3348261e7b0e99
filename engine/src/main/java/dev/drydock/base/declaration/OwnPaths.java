package dev.drydock.base.declaration;

import dev.drydock.document.YamlNode;
import dev.drydock.policy.reading.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The files and directories that `bases.yaml` names: beside it and below, whatever links say. Who
/// may change the file shall not come to read what lies elsewhere.
final class OwnPaths {
  private final Path directory;
  private final Reading reading;

  /// @param directory absolute, with no link in it
  OwnPaths(Path directory, Reading reading) {
    this.directory = directory;
    this.reading = reading;
  }

  @Nullable Path file(YamlNode node, String what) {
    String text = reading.text(node, what);
    return text == null ? null : file(text, node, what);
  }

  /// @param node where it stands
  @Nullable Path file(String text, YamlNode node, String what) {
    Path path = within(text, node, what);
    if (path != null && !Files.isRegularFile(path)) {
      reading.problem(node.start(), what + ": " + Reading.shown(text) + " is no file");
      return null;
    }
    return path;
  }

  @Nullable Path directory(YamlNode node, String what) {
    String text = reading.text(node, what);
    Path path = text == null ? null : within(text, node, what);
    if (path != null && !Files.isDirectory(path)) {
      reading.problem(
          node.start(), what + ": " + Reading.shown(String.valueOf(text)) + " is no directory");
      return null;
    }
    return path;
  }

  private @Nullable Path within(String text, YamlNode node, String what) {
    try {
      Path written = Path.of(text).normalize();
      if (!written.isAbsolute() && !written.startsWith("..")) {
        Path path = directory.resolve(written);
        if (path.toRealPath().startsWith(directory)) {
          return path;
        }
      }
      reading.problem(
          node.start(),
          what
              + ": "
              + Reading.shown(text)
              + " leads out of the directory of this file; keep what it needs beside it");
    } catch (InvalidPathException _) {
      reading.problem(node.start(), what + ": " + Reading.shown(text) + " is no path");
    } catch (IOException _) {
      reading.problem(
          node.start(), what + ": " + Reading.shown(text) + " is not there, seen from this file");
    }
    return null;
  }
}
