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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A platform team for a test: a registry with root file systems to build upon, a directory with a
/// `bases.yaml`, and a machine that runs the pipeline.
final class Shipyard implements AutoCloseable {
  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");
  private static final String[] NAMES = {
    "sh", "cat", "echo", "id", "ls", "touch", "rm", "chmod", "env", "sleep", "yes", "wget"
  };

  private final Path directory;
  final RegistryServer registry;
  final Machine machine;
  final Path bases;

  private Shipyard(Path directory, RegistryServer registry, Machine machine) throws IOException {
    this.directory = directory;
    this.registry = registry;
    this.machine = machine;
    this.bases = Files.createDirectories(directory.resolve("bases"));
  }

  static Shipyard open(Path directory) throws Exception {
    RegistryServer registry =
        RegistryServer.start(Files.createDirectories(directory.resolve("registry")));
    Path home = Files.createDirectories(directory.resolve("home"));
    Machine machine =
        Machine.make(home, registry.host())
            .with(Map.of("SOURCE_DATE_EPOCH", Bakery.NOW, "DRYDOCK_KEY_PASSWORD", "open sesame"));
    Shipyard shipyard = new Shipyard(directory, registry, machine);
    Bakery.pushBases(registry);
    registry.push("team/root", "1", root());
    shipyard.ok(
        "drydock",
        "db",
        "build",
        "-q",
        "-o",
        home.resolve(".cache/drydock/advisories/advisories.idx").toString(),
        Bakery.advisories(directory.resolve("feeds")).toString());
    for (String key : new String[] {"pipeline", "alice", "stranger"}) {
      shipyard.ok("drydock", "key", "generate", "-q", home.resolve(key).toString());
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

  String host() {
    return registry.host();
  }

  void write(String name, String text) throws IOException {
    Path file = bases.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text.replace("REGISTRY", host()));
  }

  /// @param families as they stand below `families:`, indented by two
  void declare(String families) throws IOException {
    write(
        "bases.yaml",
        "bases: 1\nregistry: REGISTRY/bases\n"
            + "approval: { approvers: [{ name: alice, key: alice.pub }] }\nfamilies:\n"
            + families);
  }

  Run run(String... command) throws IOException, InterruptedException {
    return machine.run(bases, command);
  }

  Run ok(String... command) throws IOException, InterruptedException {
    Run run = run(command);
    if (run.exitCode() != 0) {
      throw new AssertionError(run.toString());
    }
    return run;
  }

  /// The pipeline, with what it says free of what is another one each time.
  Run pipeline(String... more) throws IOException, InterruptedException {
    return signedBy("pipeline", more);
  }

  Run signedBy(String key, String... more) throws IOException, InterruptedException {
    Run run = run(command(key, more));
    return new Run(run.exitCode(), told(run.out()), told(run.err()));
  }

  String[] command(String key, String... more) {
    String[] command = new String[7 + more.length];
    command[0] = "drydock";
    command[1] = "base";
    command[2] = "pipeline";
    command[3] = "--key";
    command[4] = key(key).toString();
    command[5] = "--insecure-registry";
    command[6] = host();
    System.arraycopy(more, 0, command, 7, more.length);
    return command;
  }

  Path key(String name) {
    return directory.resolve("home").resolve(name + ".key");
  }

  Path publicKey(String name) {
    return directory.resolve("home").resolve(name + ".pub");
  }

  String told(String text) {
    return text.replace(host(), "REGISTRY")
        .replaceAll("sha256:[0-9a-f]{64}", "sha256:HEX")
        .replaceAll("(candidate-[A-Za-z0-9.]+-)[0-9a-f]{12}", "$1HEX");
  }

  @Override
  public void close() {
    registry.close();
  }
}
