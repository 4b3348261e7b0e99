package dev.drydock.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Run;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Policies in a real registry, as users meet them.
class PolicyBundlesTest {
  private static final String ORG =
      "policy: 1\nrules:\n  old: { deny: image, when: { age: \"> 90d\" } }\n";

  @TempDir private Path home;

  private Run run(String... args) {
    return Run.in(home, Map.of("DRYDOCK_KEY_PASSWORD", "pass"), Map.of(), args);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text).toString();
  }

  private Run check(String text, String... more) throws IOException {
    String file = file("team.yaml", text);
    return run(
        Stream.concat(Stream.of("policy", "check", "--policy", file), Stream.of(more))
            .toArray(String[]::new));
  }

  private String push(RegistryServer server, String tag, String... more) throws IOException {
    String org = file("org.yaml", ORG);
    Run pushed =
        run(
            Stream.concat(
                    Stream.of("policy", "push", "--policy", org, server.host() + "/org:" + tag),
                    Stream.of(more))
                .toArray(String[]::new));
    assertThat(pushed.err()).isEmpty();
    assertThat(pushed.exitCode()).isZero();
    assertThat(pushed.out()).matches("oci://" + server.host() + "/org@sha256:[0-9a-f]{64}\n");
    return pushed.out().strip();
  }

  @Test
  void aDigestIsFetchedOnce() throws Exception {
    String extending;
    try (RegistryServer server = RegistryServer.start(Files.createDirectory(home.resolve("r")))) {
      extending = "policy: 1\nextends: " + push(server, "stable") + "\n";
      Run offline = check(extending, "--offline");
      assertThat(offline.exitCode()).isEqualTo(3);
      assertThat(offline.err())
          .startsWith("drydock: the policy oci://")
          .endsWith(" is not on this machine yet, and --offline forbids to fetch it\n");
      Run first = check(extending);
      assertThat(first.err()).isEmpty();
      assertThat(first.exitCode()).isZero();
      assertThat(first.out()).startsWith("The policy is right: 1 rule, ").contains("oci://");
    }
    Path kept = home.resolve(".cache/drydock/policies");
    assertThat(check(extending, "--offline").exitCode()).isZero();
    assertThat(check(extending).exitCode()).isZero(); // nobody is asked: the registry is gone

    try (Stream<Path> files = Files.list(kept)) {
      for (Path file : files.toList()) {
        Files.writeString(file, "policy: 1\nrules: {}\n");
      }
    }
    Run damaged = check(extending);
    assertThat(damaged.exitCode()).isEqualTo(3);
    assertThat(damaged.err()).startsWith("drydock: the policy oci://").contains(" cannot be got: ");
  }

  @Test
  void aTagNeedsASignature() throws Exception {
    assertThat(run("key", "generate", home.resolve("org").toString()).exitCode()).isZero();
    assertThat(run("key", "generate", home.resolve("other").toString()).exitCode()).isZero();
    try (RegistryServer server = RegistryServer.start(Files.createDirectory(home.resolve("r")))) {
      String tagged = "policy: 1\nextends: oci://" + server.host() + "/org:stable\n";
      push(server, "stable");
      Run unkeyed = check(tagged);
      assertThat(unkeyed.exitCode()).isEqualTo(2);
      assertThat(unkeyed.err())
          .contains("team.yaml:2:10: ", " is a tag, which may point elsewhere tomorrow;");
      Run unsigned = check(tagged, "--policy-key", home.resolve("org.pub").toString());
      assertThat(unsigned.exitCode()).isEqualTo(2);
      assertThat(unsigned.err()).contains(" is signed by none of the trusted keys; ");

      push(server, "stable", "--key", home.resolve("org.key").toString());
      Run signed = check(tagged, "--policy-key", home.resolve("org.pub").toString());
      assertThat(signed.err()).isEmpty();
      assertThat(signed.exitCode()).isZero();
      assertThat(check(tagged + "policy-keys: org.pub\n").exitCode()).isZero();
      assertThat(check(tagged, "--policy-key", home.resolve("other.pub").toString()).err())
          .contains(" is signed by none of the trusted keys; ");
      assertThat(check(tagged + "policy-keys: org.pub\n", "--offline").exitCode()).isEqualTo(3);
    }
  }

  @Test
  void whatOthersCannotUseIsNotPushed() throws Exception {
    String wrong = file("wrong.yaml", "policy: 1\nextends: org.yaml\nrules: { a: { deni: x } }\n");
    Run run = run("policy", "push", "--policy", wrong, "127.0.0.1:1/org:1");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("wrong.yaml:2:10: 'org.yaml' is a file", "wrong.yaml:3:", "deni");
  }

  @Test
  void whoDoesNotAnswerKeepsTheGateClosed() throws Exception {
    Run run = check("policy: 1\nextends: oci://127.0.0.1:1/org@sha256:" + "0a".repeat(32) + "\n");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("drydock: the policy oci://127.0.0.1:1/org@sha256:0a0a")
        .contains(" cannot be got: ")
        .matches("[^\n]+\n");
  }

  @Test
  void anImageIsNoPolicy() throws Exception {
    try (RegistryServer server = RegistryServer.start(Files.createDirectory(home.resolve("r")))) {
      server.push("org", "1", new ImageBuilder().build());
      String digest = new ImageBuilder().build().manifest().digest();
      Run run = check("policy: 1\nextends: oci://" + server.host() + "/org@" + digest + "\n");
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err())
          .contains("team.yaml:2:10: ", "is no policy; `drydock policy push` writes one");
    }
  }
}
