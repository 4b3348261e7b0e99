package dev.drydock.server.identity;

import dev.drydock.server.ServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// `admin.token` in the data directory: the first admin's token on one line, for its owner only.
@Component
class AdminTokenFile {
  private static final int LONGEST = 1000;

  private final Path file;

  AdminTokenFile(ServerSettings settings) {
    this.file = settings.data().resolve("admin.token");
  }

  Path path() {
    return file;
  }

  /// What is in it; empty where it is not there any more.
  Optional<String> read() {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      String line = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
      return line.isEmpty() ? Optional.empty() : Optional.of(line);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Nobody ever sees half of it, and it is on the disk afterwards.
  void write(String secret) {
    Path fresh = file.resolveSibling("admin.token.new");
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(fresh);
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer line = StandardCharsets.UTF_8.encode(secret + "\n");
        while (line.hasRemaining()) {
          channel.write(line);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The first admin's token cannot be written to "
              + file
              + ": make the directory writable, or give a token as DRYDOCK_ADMIN_TOKEN",
          e);
    }
  }
}
