package dev.drydock.cli.console;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Where a report goes: standard output, or a file that appears only when it is whole.
public final class Output {
  private Output() {}

  /// Makes a report.
  @FunctionalInterface
  public interface Writer {
    void write(OutputStream out) throws IOException;
  }

  /// A file and what makes it.
  public record Document(String file, Writer writer) {}

  /// @param file `null` or `-` for standard output
  public static void write(@Nullable String file, OutputStream standard, Writer writer)
      throws IOException, Failure {
    if (file == null || file.equals("-")) {
      toStandardOutput(standard, writer);
    } else {
      writeAll(List.of(new Document(file, writer)));
    }
  }

  private static void toStandardOutput(OutputStream standard, Writer writer)
      throws IOException, Failure {
    try {
      OutputStream buffered = new BufferedOutputStream(standard, 1 << 16);
      writer.write(buffered);
      buffered.flush();
    } catch (IOException e) {
      if ("Broken pipe".equals(e.getMessage())) {
        // whoever reads has seen enough: `drydock scan … | head`
        return;
      }
      throw Failure.input("standard output cannot be written: " + ErrorLine.of(e), e);
    }
  }

  /// Writes files, which appear when all of them are whole: where one cannot be written, none of
  /// them does, and what was there before stays.
  public static void writeAll(List<Document> documents) throws IOException, Failure {
    // what must not be there in the end, however this ends
    List<Path> drafts = new CopyOnWriteArrayList<>();
    Thread cleaner = new Thread(() -> drafts.forEach(Output::delete), "drydock-cleaner");
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      Map<Path, Path> targets = new LinkedHashMap<>();
      for (Document document : documents) {
        Path file = PathArgument.of(document.file());
        if (Files.isDirectory(file)) {
          throw Failure.input(file + " is a directory; name a file in it with -o", null);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
          toDevice(file, document.writer());
        } else {
          Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
          Path draft = draft(target);
          drafts.add(draft);
          targets.put(draft, target);
          toDraft(draft, target, document.writer());
        }
      }
      for (Map.Entry<Path, Path> one : targets.entrySet()) {
        move(one.getKey(), one.getValue());
      }
    } finally {
      drafts.forEach(Output::delete);
      forget(cleaner);
    }
  }

  private static Path draft(Path target) {
    return target.resolveSibling(
        "." + target.getFileName() + ".drydock-" + ProcessHandle.current().pid());
  }

  /// A device or a pipe cannot be replaced as a whole: /dev/stdout, a process substitution.
  private static void toDevice(Path file, Writer writer) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.WRITE))) {
      writer.write(out);
    }
  }

  private static void toDraft(Path draft, Path target, Writer writer) throws IOException, Failure {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft), 1 << 16)) {
      writer.write(out);
    } catch (NoSuchFileException e) {
      throw Failure.input(
          target.getParent() + " does not exist; make it, or choose another file with -o", e);
    }
  }

  private static void move(Path draft, Path target) throws IOException {
    try {
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void delete(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException _) {
      // nothing is lost but room: the error that led here is the one to tell
    }
  }

  private static void forget(Thread cleaner) {
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException _) {
      // the process is ending already, and the hook with it
    }
  }
}
