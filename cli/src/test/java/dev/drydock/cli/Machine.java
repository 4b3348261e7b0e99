package dev.drydock.cli;

import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A machine with Git, Buildah and Drydock for a test: a home of its own, nothing of the
/// environment that the test runs in, and Drydock as a process of its own, started the way that the
/// launcher starts it (`launch.sh`), from the classes that are tested.
///
/// @param environment all that its processes have
public record Machine(Path home, Map<String, String> environment) {
  private static final int PATIENCE = 120;

  public Machine {
    environment = Map.copyOf(environment);
  }

  /// @param registry where images come from and go to, without TLS as it is on loopback
  public static Machine make(Path home, String registry) throws IOException {
    Tools.require("git", "git");
    Tools.require("buildah", "buildah");
    Path programs = Files.createDirectories(home.resolve("bin"));
    launcher(programs.resolve("drydock"));
    Files.writeString(
        home.resolve(".gitconfig"),
        "[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n");
    // as whoever looks after a build machine sets it up: its own store, and one registry on
    // loopback
    Path storage =
        Files.writeString(
            home.resolve("storage.conf"),
            "[storage]\ndriver = \"vfs\"\ngraphroot = \"%s\"\nrunroot = \"%s\"\n"
                .formatted(home.resolve(".local/share/containers/storage"), home.resolve("run")));
    Path registries =
        Files.writeString(
            home.resolve("registries.conf"),
            "[[registry]]\nlocation = \"%s\"\ninsecure = true\n".formatted(registry));
    Map<String, String> environment = new TreeMap<>();
    environment.put("HOME", home.toString());
    environment.put("PATH", programs + ":" + System.getenv("PATH"));
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("CONTAINERS_STORAGE_CONF", storage.toString());
    environment.put("CONTAINERS_REGISTRIES_CONF", registries.toString());
    environment.put("BUILDAH_ISOLATION", "chroot");
    return new Machine(home, environment);
  }

  /// The same with more variables.
  public Machine with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new Machine(home, all);
  }

  private static void launcher(Path file) throws IOException {
    Path module = Path.of("").toAbsolutePath();
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Files.writeString(
        file,
        """
        #!/bin/sh
        JAVA_HOME='%s' home='%s' app=/nowhere settings='%s' aot=
        . "$settings/launch.sh"
        jar='%s'
        launch "$@"
        """
            .formatted(System.getProperty("java.home"), module.getParent(), module, classes));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// A process that ended: `out` and `err` as it wrote them.
  public Run run(Path directory, String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "out", "");
    Path err = Files.createTempFile(home, "err", "");
    List<String> words = new ArrayList<>(List.of(command));
    words.set(0, program(words.getFirst()));
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " takes too long");
    }
    return new Run(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  /// The JVM looks for programs in the path of its own environment.
  private String program(String name) {
    Path own = home.resolve("bin").resolve(name);
    return Files.exists(own) ? own.toString() : name;
  }
}
