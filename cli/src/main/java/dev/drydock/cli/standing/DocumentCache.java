package dev.drydock.cli.standing;

import dev.drydock.attest.KeptDocuments;
import dev.drydock.image.Digest;
import dev.drydock.limits.Bounded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// Signed documents that were fetched before, as files that are named by their digests. Whoever
/// asks for one holds it to its digest.
final class DocumentCache implements KeptDocuments {
  /// Larger ones are fetched again: decisions are small.
  private static final int MOST_BYTES = 4 << 20;

  private final Path directory;

  DocumentCache(Path directory) {
    this.directory = directory;
  }

  @Override
  public byte @Nullable [] find(Digest digest) {
    try {
      return Bounded.readFile(directory.resolve(name(digest)), MOST_BYTES);
    } catch (IOException _) {
      return null;
    }
  }

  @Override
  public void keep(Digest digest, byte[] content) {
    if (content.length > MOST_BYTES) {
      return;
    }
    try {
      Files.createDirectories(directory);
      Path part = Files.createTempFile(directory, "document", ".part");
      try {
        Files.write(part, content);
        Files.move(part, directory.resolve(name(digest)), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException _) {
      // the next run fetches it again
    }
  }

  private static String name(Digest digest) {
    return digest.algorithm() + "-" + digest.hex();
  }
}
