package dev.drydock.cli.console;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/// One line for what went wrong. The engine's own exceptions say it already; Java's say a path or a
/// word of the operating system.
public final class ErrorLine {
  private ErrorLine() {}

  public static String of(IOException failure) {
    String message = failure.getMessage();
    String words =
        switch (failure) {
          case NoSuchFileException e -> e.getFile() + " does not exist; check the path";
          case AccessDeniedException e ->
              e.getFile() + " is not open to this user; check its permissions";
          case NotDirectoryException e -> e.getFile() + " is not a directory";
          case FileAlreadyExistsException e -> e.getFile() + " is in the way; move it";
          case ClosedByInterruptException _ -> "interrupted";
          case FileSystemException e -> e.getFile() + ": " + reason(e.getReason());
          case FileNotFoundException _ when message != null -> message;
          default -> message == null ? failure.getClass().getSimpleName() : message;
        };
    return oneLine(words);
  }

  private static String reason(@Nullable String reason) {
    if (reason == null) {
      return "could not be used";
    }
    return switch (reason) {
      case "No space left on device", "Disk quota exceeded" ->
          "the disk is full; make room, or choose another place";
      case "Read-only file system" ->
          "the file system is read-only; choose another place (--cache-dir, -o)";
      default -> reason;
    };
  }

  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return line.toString().strip();
  }
}
