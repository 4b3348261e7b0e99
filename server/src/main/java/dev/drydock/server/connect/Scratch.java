package dev.drydock.server.connect;

import dev.drydock.server.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Directories of processes that read images, for the server's user only. They may hold
/// credentials: what a server that was killed has left is removed when the next one starts.
@Component
class Scratch {
  private static final String DOCKER_HUB = "docker.io";

  /// As `docker login` writes it.
  private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

  private final Path root;
  private final JsonMapper mapper;

  Scratch(ServerSettings settings, JsonMapper mapper) {
    this.root = settings.data().resolve("connect").toAbsolutePath();
    this.mapper = mapper;
    if (Files.isDirectory(root)) {
      remove(root);
    }
  }

  Path make() throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(root, owner);
    return Files.createTempDirectory(root, "image", owner);
  }

  /// What `docker login` would leave.
  void credentials(Path directory, String registry, String user, String password)
      throws IOException {
    String key = registry.equals(DOCKER_HUB) ? DOCKER_HUB_KEY : registry;
    String auth =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    Path file =
        Files.createFile(
            directory.resolve("config.json"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(
        file,
        mapper.writeValueAsBytes(Map.of("auths", Map.of(key, Map.of("auth", auth)))),
        StandardOpenOption.WRITE);
  }

  /// With all that is in it.
  final void remove(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
