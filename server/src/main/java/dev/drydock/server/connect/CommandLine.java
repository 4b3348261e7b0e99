package dev.drydock.server.connect;

import dev.drydock.image.registry.ImageReference;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.server.ServerSettings;
import dev.drydock.server.fleet.FleetSettings;
import dev.drydock.server.outgoing.ForwardProxies;
import dev.drydock.server.outgoing.ForwardProxy;
import dev.drydock.server.outgoing.TrustedCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Drydock's command line as a process of its own, bounded in memory, time and output: the server
/// parses no images. Credentials reach it by a file that only its user may read; what it is started
/// with, everybody on the machine can see. It reaches registries by a proxy of the server only, so
/// that no registry leads it into the operator's networks.
@Component
class CommandLine {
  private static final String JAR = "drydock-cli.jar";
  private static final int MOST_WORDS = 1 << 16;

  private static final List<String> PASSED_ON = List.of("LANG", "PATH");

  private final ServerSettings server;
  private final ConnectSettings settings;
  private final FleetSettings fleet;
  private final ForwardProxies proxies;
  private final TrustedCertificates trusted;
  private final Scratch scratch;

  CommandLine(
      ServerSettings server,
      ConnectSettings settings,
      FleetSettings fleet,
      ForwardProxies proxies,
      TrustedCertificates trusted,
      Scratch scratch) {
    this.server = server;
    this.settings = settings;
    this.fleet = fleet;
    this.proxies = proxies;
    this.trusted = trusted;
    this.scratch = scratch;
  }

  /// The bill of materials of an image, in CycloneDX.
  ///
  /// @param password `null` where anybody may read
  /// @throws IOException says in one line why there is none
  byte[] bom(Connection connection, @Nullable String password, ImageReference image)
      throws IOException, InterruptedException {
    Path jar = jar();
    Path directory = scratch.make();
    try {
      if (password != null) {
        scratch.credentials(directory, image.registry(), connection.user(), password);
      }
      try (ForwardProxy proxy = proxies.open(settings.longest(), settings.download())) {
        return run(words(jar, directory, connection, image), directory, proxy);
      }
    } finally {
      scratch.remove(directory);
    }
  }

  private Path jar() throws IOException {
    List<Path> places =
        settings.commandLine() != null
            ? List.of(settings.commandLine())
            : List.of(
                server.home().resolve("cli/target/app").resolve(JAR),
                server.home().resolve("lib").resolve(JAR),
                server.home().resolve("app").resolve(JAR));
    return places.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .map(Path::toAbsolutePath)
        .orElseThrow(
            () ->
                new IOException(
                    "Drydock's command line, which reads images, is not beside the server: let the operator set drydock.home or drydock.connect.command-line"));
  }

  private List<String> words(
      Path jar, Path directory, Connection connection, ImageReference image) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xss512k",
                "-Xmx" + settings.memory().toMegabytes() + "m",
                "-Djdk.http.auth.tunneling.disabledSchemes=", // the proxy asks for a password
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Duser.home=" + directory,
                "-Djava.io.tmpdir=" + directory,
                "-Ddrydock.home=" + server.home().toAbsolutePath(),
                "-cp",
                jar.toString(),
                "dev.drydock.cli.Main",
                "sbom",
                "registry:" + image,
                "--format",
                "cyclonedx-json",
                "--quiet",
                "--no-progress"));
    if (connection.plain()) {
      words.add("--insecure-registry");
      words.add(connection.registry());
    }
    return words;
  }

  private byte[] run(List<String> words, Path directory, ForwardProxy proxy)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(PASSED_ON);
    environment.put("DOCKER_CONFIG", directory.toString());
    environment.put("HOME", directory.toString());
    trusted.file().ifPresent(file -> environment.put("SSL_CERT_FILE", file.toString()));
    for (String way : List.of("DRYDOCK_PROXY", "HTTPS_PROXY", "HTTP_PROXY")) {
      environment.put(way, proxy.address().toString());
    }
    Process process = builder.start();
    AtomicBoolean late = new AtomicBoolean();
    Thread watch = Thread.ofVirtual().start(() -> endLate(process, late));
    try {
      process.getOutputStream().close();
      FutureTask<byte[]> errors = reading(process, process.getErrorStream(), MOST_WORDS);
      FutureTask<byte[]> output =
          reading(process, process.getInputStream(), fleet.limits().documentBytes());
      byte[] document = output.get();
      String said = new String(errors.get(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (late.get()) {
        throw tooLate();
      }
      if (exit != 0) {
        // the proxy knows why it let nothing through, the command line only that it was so
        throw new IOException(
            "The image could not be read: " + proxy.failure().orElseGet(() -> end(said, exit)));
      }
      return document;
    } catch (ExecutionException e) {
      if (late.get()) {
        throw tooLate();
      }
      throw e.getCause() instanceof LimitExceededException
          ? new IOException("The image's bill of materials is larger than the server takes", e)
          : new IOException("The command line ended before it had answered", e);
    } finally {
      watch.interrupt();
      end(process);
    }
  }

  private static FutureTask<byte[]> reading(Process process, InputStream in, int most) {
    FutureTask<byte[]> task =
        new FutureTask<>(
            () -> {
              try {
                return Bounded.readAll(in, most, "what the command line says");
              } catch (IOException e) {
                end(process);
                throw e;
              }
            });
    Thread.ofVirtual().start(task);
    return task;
  }

  private IOException tooLate() {
    return new IOException(
        "Reading the image took longer than "
            + settings.longest().toSeconds()
            + " s and was ended");
  }

  /// The last line that it said.
  private static String end(String said, int exit) {
    return said.lines()
        .filter(line -> !line.isBlank())
        .reduce((_, last) -> last)
        .orElse(
            "the command line ended with " + exit + "; it may need more drydock.connect.memory");
  }

  private void endLate(Process process, AtomicBoolean late) {
    try {
      if (!process.waitFor(settings.longest().toMillis(), TimeUnit.MILLISECONDS)) {
        late.set(true);
        end(process);
      }
    } catch (InterruptedException _) {
      // it ended in time
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
