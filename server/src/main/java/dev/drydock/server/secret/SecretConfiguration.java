package dev.drydock.server.secret;

import dev.drydock.server.ServerSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Finds the operator's keys, or makes one.
@Configuration(proxyBeanMethods = false)
class SecretConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(SecretConfiguration.class);
  private static final int MAX_BYTES = 64 << 10;

  @Bean
  Secrets secrets(SecretSettings settings, ServerSettings server) throws IOException {
    return new Secrets(keys(settings, server.data()));
  }

  static SecretKeys keys(SecretSettings settings, Path data) throws IOException {
    if (settings.key() != null && !settings.key().isBlank()) {
      return SecretKeys.of(settings.key());
    }
    if (settings.keyFile() != null) {
      return SecretKeys.of(read(settings.keyFile()));
    }
    Path own = data.resolve("secret.key");
    if (!Files.exists(own)) {
      make(own);
    }
    return SecretKeys.of(read(own));
  }

  /// Written whole before it has its name: a server that is killed leaves no half key behind, and of
  /// two that begin at once both take the one that came first.
  private static void make(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    byte[] key = new byte[SecretKeys.BYTES];
    new SecureRandom().nextBytes(key);
    Path written =
        Files.createTempFile(
            directory,
            "secret",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(
          written, Base64.getEncoder().encodeToString(key) + "\n", StandardOpenOption.SYNC);
      Files.createLink(file, written);
      LOG.warn(
          "Credentials are sealed with a key that the server has made, {}: keep a copy of it apart from backups of the database, and give it to every replica as drydock.secret.key",
          file);
    } catch (FileAlreadyExistsException _) {
      LOG.debug("Another server has made {}", file);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static String read(Path file) throws IOException {
    Set<PosixFilePermission> others =
        EnumSet.of(
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.GROUP_WRITE);
    others.retainAll(Files.getPosixFilePermissions(file));
    if (!others.isEmpty()) {
      throw new IOException(
          file + " can be read or changed by others, and holds the key of all secrets: chmod 600 it");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is too long for a file of keys");
    }
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
