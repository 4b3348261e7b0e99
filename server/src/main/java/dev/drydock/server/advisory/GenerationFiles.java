package dev.drydock.server.advisory;

import dev.drydock.advisory.file.AtomicFile;
import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.server.Digests;
import dev.drydock.server.ServerSettings;
import dev.drydock.server.advisory.Generation.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The files of generations in the data directory of this replica, each under its digest.
@Component
class GenerationFiles {
  private final Path directory;
  private final GenerationTable table;

  GenerationFiles(ServerSettings server, GenerationTable table) {
    this.directory = server.data().resolve("advisories").resolve("generations");
    this.table = table;
  }

  /// Opens the file of a generation, taken from the database where it is not here or is damaged.
  ///
  /// @throws IOException where it cannot be had, or not be read by this version
  AdvisoryIndex open(Generation generation) throws IOException, InterruptedException {
    Path file = file(generation.digest());
    if (!Files.exists(file) || !digest(file).equals(generation.digest())) {
      AtomicFile.replace(
          file,
          out -> table.writeParts(generation.id(), out) == generation.size(),
          complete -> check(complete, generation.digest()));
      if (!Files.exists(file)) {
        throw new IOException("its file is not complete in the database");
      }
    }
    return AdvisoryIndex.open(file);
  }

  /// Copies an index here, so that nobody changes it meanwhile.
  ///
  /// @throws IOException where it is damaged or none
  Digest take(Path index) throws IOException {
    Files.createDirectories(directory);
    Path copy = directory.resolve(".taken-" + UUID.randomUUID() + ".tmp");
    try {
      Files.copy(index, copy);
      AdvisoryIndex.verify(copy);
      Digest digest = digest(copy);
      Files.move(
          copy, file(digest), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return digest;
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /// What a killed process left; before anybody writes here.
  void removeLeftovers() throws IOException {
    AtomicFile.removeLeftovers(directory);
  }

  private static void check(Path complete, Digest expected) throws IOException {
    if (!digest(complete).equals(expected)) {
      throw new IOException("its file in the database is damaged: its digest is another one");
    }
  }

  /// Removes all but some.
  void keepOnly(Set<Digest> wanted) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.idx")) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (!wanted.contains(new Digest(name.substring(0, name.length() - ".idx".length())))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  Path file(Digest digest) {
    return directory.resolve(digest.hex() + ".idx");
  }

  static Digest digest(Path file) throws IOException {
    MessageDigest sha256 = Digests.sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      byte[] buffer = new byte[1 << 16];
      while (in.read(buffer) >= 0) {
        // the stream digests
      }
    }
    return Digest.of(sha256.digest());
  }
}
