package dev.drydock.base.declaration;

import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;

/// A directory with all that a `bases.yaml` of the tests names.
final class BasesDirectory {
  private final Path directory;

  BasesDirectory(Path directory) throws IOException {
    this.directory = Files.createDirectory(directory.resolve("own"));
    Files.createDirectories(this.directory.resolve("debian/empty"));
    Files.createDirectory(this.directory.resolve("keys"));
    write(
        "debian/Dockerfile",
        """
        ARG RELEASE=bookworm
        FROM docker.io/library/debian:$RELEASE AS tools
        FROM debian:$RELEASE
        COPY --from=tools /bin/true /bin/true
        COPY --from=registry.example.org/certificates:1 /etc/ssl /etc/ssl
        """);
    write("debian/tests.yaml", "schemaVersion: 2.0.0\n");
    write("drydock.yaml", "policy: 1\n");
    for (String name : List.of("alice", "bob", "carol")) {
      write("keys/" + name + ".pub", publicKey());
    }
    Files.writeString(directory.resolve("outside"), "secret");
    Files.createSymbolicLink(this.directory.resolve("link"), directory.resolve("outside"));
    Files.createSymbolicLink(this.directory.resolve("up"), directory);
  }

  private static String publicKey() {
    try {
      byte[] key =
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
      return "-----BEGIN PUBLIC KEY-----\n"
          + Base64.getEncoder().encodeToString(key)
          + "\n-----END PUBLIC KEY-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String key(String name) throws IOException {
    return Files.readString(directory.resolve("keys/" + name + ".pub"));
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  Bases read(String text) throws IOException, InvalidBasesException {
    write("bases.yaml", text);
    return BasesReader.read(directory.resolve("bases.yaml"), Limits.defaults());
  }

  /// All mistakes, each as `line:column: message`.
  List<String> problems(String text) throws IOException {
    try {
      read(text);
      return List.of();
    } catch (InvalidBasesException e) {
      return e.problems().stream()
          .map(problem -> problem.toString().replace(directory + "/bases.yaml:", ""))
          .toList();
    }
  }

  /// A file with one variant.
  static String variant(String variant) {
    return head("{ name: alice, key: keys/alice.pub }")
        + "families:\n  debian:\n    owner: p\n    variants:\n      \"12\":\n        "
        + variant
        + "\n";
  }

  static String head(String approvers) {
    return "bases: 1\nregistry: r.example.org/bases\napproval: { approvers: ["
        + approvers
        + "] }\n";
  }
}
