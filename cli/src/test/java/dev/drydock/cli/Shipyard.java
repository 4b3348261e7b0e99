package dev.drydock.cli;

import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.TarWriter;
import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A platform team for a test: a registry with root file systems to build upon, a directory with a
/// `bases.yaml`, and a machine that runs the pipeline.
public final class Shipyard implements AutoCloseable {
  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");
  private static final String[] NAMES = {
    "sh", "cat", "echo", "id", "ls", "touch", "rm", "chmod", "env", "sleep", "yes", "wget"
  };

  private final Path directory;
  public final RegistryServer registry;
  public final Machine machine;
  public final Path bases;

  private Shipyard(Path directory, RegistryServer registry, Machine machine) throws IOException {
    this.directory = directory;
    this.registry = registry;
    this.machine = machine;
    this.bases = Files.createDirectories(directory.resolve("bases"));
  }

  public static Shipyard open(Path directory) throws Exception {
    RegistryServer registry =
        RegistryServer.start(Files.createDirectories(directory.resolve("registry")));
    Path home = Files.createDirectories(directory.resolve("home"));
    Machine machine =
        Machine.make(home, registry.host())
            .with(Map.of("SOURCE_DATE_EPOCH", Bakery.NOW, "DRYDOCK_KEY_PASSWORD", "open sesame"));
    Shipyard shipyard = new Shipyard(directory, registry, machine);
    Bakery.pushBases(registry);
    registry.push("team/root", "1", root());
    ok(
        shipyard.drydock(
            "db",
            "build",
            "-q",
            "-o",
            home.resolve(".cache/drydock/advisories/advisories.idx").toString(),
            Bakery.advisories(directory.resolve("feeds")).toString()));
    for (String key : new String[] {"pipeline", "alice", "stranger"}) {
      ok(shipyard.drydock("key", "generate", "-q", home.resolve(key).toString()));
    }
    Files.copy(home.resolve("alice.pub"), shipyard.bases.resolve("alice.pub"));
    return shipyard;
  }

  /// The smallest root file system in which a shell runs.
  private static BuiltImage root() throws IOException, InterruptedException {
    Path busybox = Tools.require("busybox", "busybox");
    TarWriter tar =
        new TarWriter()
            .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n")
            .file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\napp:x:10001:10001::/:/bin/sh\n")
            .file("etc/group", "root:x:0:\napp:x:10001:\n")
            .executable("bin/busybox", Files.readAllBytes(busybox));
    for (String name : NAMES) {
      tar.symlink("bin/" + name, "busybox");
    }
    Process linked =
        new ProcessBuilder("ldd", busybox.toString()).redirectErrorStream(true).start();
    Matcher libraries =
        LIBRARY.matcher(new String(linked.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    linked.waitFor();
    while (libraries.find()) {
      Path library = Path.of(libraries.group(1));
      tar.executable(library.toString().substring(1), Files.readAllBytes(library));
    }
    return new ImageBuilder().layer(tar, "ADD root.tar / # buildkit").build();
  }

  public String host() {
    return registry.host();
  }

  public void write(String name, String text) throws IOException {
    Path file = bases.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text.replace("REGISTRY", host()));
  }

  /// @param families as they stand below `families:`, indented by two
  public void declare(String families) throws IOException {
    declare("bases", families);
  }

  /// @param path below which approved bases lie
  public void declare(String path, String families) throws IOException {
    write(
        "bases.yaml",
        "bases: 1\nregistry: REGISTRY/"
            + path
            + "\n"
            + "approval: { approvers: [{ name: alice, key: alice.pub }] }\nfamilies:\n"
            + families);
  }

  /// A program of the machine.
  public Run ok(String... command) throws IOException, InterruptedException {
    return ok(machine.run(bases, command));
  }

  private static Run ok(Run run) {
    if (run.exitCode() != 0) {
      throw new AssertionError(run.toString());
    }
    return run;
  }

  /// Drydock in this process.
  public Run drydock(String... args) {
    return Run.in(machine.home(), bases, machine.environment(), args);
  }

  public Run pipeline(String... more) {
    return signedBy("pipeline", more);
  }

  public Run signedBy(String key, String... more) {
    return drydock(command(key, more));
  }

  public String[] command(String key, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "base",
                "pipeline",
                "--bases",
                bases.resolve("bases.yaml").toString(),
                "--key",
                key(key).toString(),
                "--insecure-registry",
                host()));
    command.addAll(List.of(more));
    return command.toArray(String[]::new);
  }

  Path key(String name) {
    return directory.resolve("home").resolve(name + ".key");
  }

  public Path publicKey(String name) {
    return directory.resolve("home").resolve(name + ".pub");
  }

  public String told(String text) {
    return text.replace(host(), "REGISTRY")
        .replaceAll("sha256:[0-9a-f]{64}", "sha256:HEX")
        .replaceAll("(candidate-[A-Za-z0-9.-]+-)[0-9a-f]{12}", "$1HEX");
  }

  @Override
  public void close() {
    registry.close();
  }
}
