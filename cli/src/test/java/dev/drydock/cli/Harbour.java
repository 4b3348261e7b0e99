package dev.drydock.cli;

import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.Packing;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A team that approves base images, and what its people do at their machines.
public final class Harbour {
  public static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");

  private static final TarWriter OS = system("1:1.2.13");

  /// A base of two layers.
  public static final BuiltImage BASE =
      new ImageBuilder().layer(OS).layer(new TarWriter().file("etc/motd", "one\n")).build();

  /// The next one of the same variant.
  public static final BuiltImage NEXT =
      new ImageBuilder().layer(OS).layer(new TarWriter().file("etc/motd", "two\n")).build();

  private final Path home;
  private final String host;
  private long seconds = NOW.getEpochSecond();

  /// @param host of the registry
  public Harbour(Path home, String host) throws IOException {
    this.home = home;
    this.host = host;
    for (String person : List.of("alice", "bob", "bob2", "carol", "mallory", "pipeline")) {
      Run made = run("key", "generate", "--algorithm", "ecdsa-p256", path(person));
      if (made.exitCode() != 0) {
        throw new IOException(made.err());
      }
    }
    Path osv = Files.createDirectories(home.resolve("feeds/osv/Debian"));
    Files.writeString(
        osv.resolve("DSA-1-1.json"),
        """
        {"schema_version":"1.7.0","id":"DSA-1-1","modified":"2026-04-20T00:00:00Z",
         "aliases":["CVE-2022-37434"],"database_specific":{"severity":"LOW"},
         "affected":[{"package":{"ecosystem":"Debian:12","name":"zlib"},
           "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1:1.2.12"}]}]}]}
        """);
    Files.writeString(
        home.resolve("policy.yaml"), policy("", "deny: image", "[unapproved, revoked]"));
  }

  /// A system with zlib of a version.
  public static TarWriter system(String zlib) {
    return new TarWriter()
        .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nNAME=Debian\n")
        .file(
            "var/lib/dpkg/status",
            "Package: zlib1g\nSource: zlib\nStatus: install ok installed\nVersion: "
                + zlib
                + "\nArchitecture: amd64\n");
  }

  /// An image with the layers of a base, packed otherwise, and one of its own.
  public static BuiltImage application(boolean next) {
    return new ImageBuilder()
        .packing(Packing.NONE)
        .layer(OS)
        .layer(new TarWriter().file("etc/motd", next ? "two\n" : "one\n"))
        .layer(new TarWriter().file("srv/shop", "shop\n"))
        .build();
  }

  public String host() {
    return host;
  }

  public String path(String name) {
    return home.resolve(name).toString();
  }

  /// The repository of the bases.
  public String debian() {
    return host + "/bases/debian";
  }

  public String policy(String more, String level, String statuses) {
    return """
        policy: 1
        %s
        bases:
          registry: %s/bases
          approvers:
            - { name: alice, key: alice.pub }
            - { name: bob, key: [bob.pub, bob2.pub] }
            - { name: carol, key: carol.pub }
          required: 2
          expires: 90d
        rules:
          approved-base: { %s, when: { base.status: %s } }
        """
        .formatted(more, host, level, statuses);
  }

  /// The clock of all machines.
  public void daysPass(int days) {
    seconds += days * 86_400L;
  }

  public Run run(String... args) {
    return Run.in(home, environment(), args);
  }

  /// That of a command which runs now; each one is a second later.
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("DRYDOCK_KEY_PASSWORD", "open sesame");
    environment.put("SOURCE_DATE_EPOCH", Long.toString(seconds++));
    return environment;
  }

  /// A command of `drydock base` at somebody's machine.
  public Run base(String person, String command, String image, String... more) {
    return run(arguments(person, command, image, more).toArray(String[]::new));
  }

  private List<String> arguments(String person, String command, String image, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "base",
                command,
                "--bases",
                path("policy.yaml"),
                "--key",
                path(person + ".key"),
                "--reason",
                person + " says so"));
    args.addAll(List.of(more));
    args.add(image);
    return args;
  }

  public Run approve(String person, String image, String... more) {
    return run(approval(person, image, more).toArray(String[]::new));
  }

  /// The words of the command.
  public List<String> approval(String person, String image, String... more) {
    List<String> all = new ArrayList<>(List.of("--variant", "12", "--without-evidence", "a test"));
    all.addAll(List.of(more));
    return arguments(person, "approve", image, all.toArray(String[]::new));
  }

  public Run look(String command, String... more) {
    List<String> args = new ArrayList<>(List.of("base", command, "--bases", path("policy.yaml")));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  /// What the pipeline writes beside an image that passed all of its steps.
  public void evidence(String image) throws IOException {
    Path file = Files.writeString(home.resolve("passed.json"), "{\"result\":\"passed\"}");
    for (String type : List.of("hardening", "test", "verdict")) {
      attest(image, type, file);
    }
    attest(
        image,
        "scan",
        Files.writeString(
            home.resolve("scan.json"),
            "{\"findings\":[],\"summary\":{\"components\":7,\"vulnerabilities\":3}}"));
  }

  /// A decision that somebody writes by hand.
  public void sign(String person, String image) throws IOException {
    Path file = Files.writeString(home.resolve("decision.json"), "{\"decision\":\"approved\"}");
    Run done =
        run(
            "attest",
            "--key",
            path(person + ".key"),
            "--type",
            "base-decision",
            "--predicate",
            file.toString(),
            image);
    if (done.exitCode() != 0) {
      throw new IOException(done.err());
    }
  }

  public void attest(String image, String type, Path predicate) throws IOException {
    Run done =
        run(
            "attest",
            "--key",
            path("pipeline.key"),
            "--type",
            type,
            "--predicate",
            predicate.toString(),
            image);
    if (done.exitCode() != 0) {
      throw new IOException(done.err());
    }
  }
}
