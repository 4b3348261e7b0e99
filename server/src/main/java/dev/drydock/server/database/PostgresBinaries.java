package dev.drydock.server.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, unpacked from the class path once for each release.
final class PostgresBinaries {
  private PostgresBinaries() {}

  /// @param parent gets a directory of its own for them
  /// @return the directory with `bin` in it
  /// @throws IOException where there are none for this machine
  static Path unpackInto(Path parent) throws IOException {
    String archive = "/postgres-" + system() + ".txz";
    try (InputStream packed = PostgresBinaries.class.getResourceAsStream(archive)) {
      if (packed == null) {
        throw new DatabaseStartException(
            "There is no PostgreSQL for this machine ("
                + archive.substring(1)
                + ") in the program: start your own, and name it with --database-url");
      }
      byte[] bytes = packed.readAllBytes();
      Path directory = parent.resolve("postgresql-" + Integer.toHexString(crc(bytes)));
      if (!Files.isDirectory(directory)) {
        Path fresh = Files.createTempDirectory(parent, "postgresql-");
        unpack(new java.io.ByteArrayInputStream(bytes), fresh);
        move(fresh, directory);
      }
      return directory;
    }
  }

  private static String system() {
    String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return "linux-"
        + switch (architecture) {
          case "amd64" -> "x86_64";
          case "aarch64" -> "arm_64";
          default -> architecture;
        };
  }

  private static int crc(byte[] bytes) {
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static void unpack(InputStream packed, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new BufferedInputStream(new XZInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new DatabaseStartException("The archive of PostgreSQL's programs is damaged");
        }
        write(tar, entry, path);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    if ((entry.getMode() & 0100) != 0) {
      Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  /// Another process may have been faster, which is as good.
  private static void move(Path fresh, Path directory) throws IOException {
    try {
      Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
      delete(fresh);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
