package dev.drydock.promotion;

import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// skopeo, which knows nothing of us: what it gets from a registry is what anybody gets.
final class Skopeo {
  private final Path program = Tools.require("skopeo", "skopeo");
  private final Path directory;

  /// @param directory for what it writes
  Skopeo(Path directory) {
    this.directory = directory;
  }

  /// A manifest or index, byte by byte.
  String raw(String reference, String... options) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("inspect", "--raw"));
    words.addAll(List.of(options));
    words.add("docker://" + reference);
    return run(words);
  }

  /// Copies all platforms, and so verifies every manifest and blob.
  ///
  /// @return the directory that they lie in
  Path copyAll(String reference, String name, String... options)
      throws IOException, InterruptedException {
    Path target = directory.resolve(name);
    List<String> words = new ArrayList<>(List.of("copy", "--quiet", "--all", "--preserve-digests"));
    words.addAll(List.of(options));
    words.addAll(List.of("docker://" + reference, "oci:" + target + ":x"));
    run(words);
    return target;
  }

  /// Options for a server with TLS and a login.
  String[] secured(RegistryServer server, String prefix) throws IOException {
    Path certificates = Files.createDirectories(directory.resolve("certificates"));
    Files.copy(server.certificate(), certificates.resolve("ca.crt"));
    return new String[] {
      prefix + "cert-dir=" + certificates,
      prefix + "creds=" + RegistryServer.USER + ":" + RegistryServer.PASSWORD
    };
  }

  private String run(List<String> words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(words);
    Path out = Files.createTempFile(directory, "skopeo", ".out");
    Path err = Files.createTempFile(directory, "skopeo", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(command + ": " + Files.readString(err));
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
