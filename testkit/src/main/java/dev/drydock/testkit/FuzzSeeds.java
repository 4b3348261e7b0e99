package dev.drydock.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The small good files that tests read, kept as the first inputs of `bench/fuzz`: where the system
/// property `drydock.fuzz.seeds` names a directory, and not at all elsewhere.
///
/// A file of a tree goes to `files/TEST` as its path, a line end, its content; a document without a
/// path goes to `documents/TEST` as it is. TEST is the class of the test, with its package below
/// `dev.drydock`. Tests damage what they read too: a bounded number of each class is kept, the
/// first ones.
public final class FuzzSeeds {
  private static final int LARGEST = 32 << 10;
  private static final int MOST = 60;

  private FuzzSeeds() {}

  /// A file of a tree.
  public static void file(String path, byte[] content) {
    if (System.getProperty("drydock.fuzz.seeds") != null) {
      byte[] head = (path + "\n").getBytes(StandardCharsets.UTF_8);
      byte[] seed = new byte[head.length + content.length];
      System.arraycopy(head, 0, seed, 0, head.length);
      System.arraycopy(content, 0, seed, head.length, content.length);
      keep("files", seed);
    }
  }

  /// A document without a path.
  public static void document(byte[] content) {
    if (System.getProperty("drydock.fuzz.seeds") != null) {
      keep("documents", content);
    }
  }

  private static void keep(String kind, byte[] seed) {
    Path directory = Path.of(System.getProperty("drydock.fuzz.seeds"), kind, testClass());
    if (seed.length > LARGEST) {
      return;
    }
    try {
      Files.createDirectories(directory);
      try (Stream<Path> kept = Files.list(directory)) {
        if (kept.count() >= MOST) {
          return;
        }
      }
      Files.write(directory.resolve(Blob.sha256(seed).substring(0, 16)), seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String testClass() {
    String test =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .map(StackWalker.StackFrame::getClassName)
                        .filter(name -> name.startsWith("dev.drydock.") && name.contains("Test"))
                        .findFirst()
                        .orElse("dev.drydock.other.Test"));
    int nested = test.indexOf('$');
    return test.substring("dev.drydock.".length(), nested < 0 ? test.length() : nested);
  }
}
