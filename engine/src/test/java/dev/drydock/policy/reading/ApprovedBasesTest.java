package dev.drydock.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.limits.Limits;
import dev.drydock.policy.rule.ApprovedBases;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.PolicyWords;
import dev.drydock.policy.rule.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where approved bases are, as policies say it.
class ApprovedBasesTest {
  private static final String RULES =
      "rules: { a: { deny: image, when: { base.status: revoked } } }\n";

  @TempDir private Path directory;

  @BeforeEach
  void makeKeys() throws IOException {
    Files.writeString(directory.resolve("alice.pub"), "a key");
    Files.writeString(directory.resolve("bob.pub"), "another");
  }

  private List<String> problems(String text) throws IOException {
    return PolicyTexts.problems(Files.writeString(directory.resolve("drydock.yaml"), text));
  }

  @Test
  void allOfItIsRead() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("drydock.yaml"),
            """
            policy: 1
            bases:
              registry: registry.example.org:5000/platform/bases
              repositories: [debian, java]
              approvers:
                - { name: alice, key: alice.pub }
                - { name: bob, key: [bob.pub, "-----BEGIN PUBLIC KEY-----"] }
              required: 2
              expires: 90d
            """
                + RULES);
    Policy policy = PolicyReader.read(file, Limits.defaults());
    ApprovedBases bases = policy.bases();
    if (bases == null) {
      throw new AssertionError("bases were not read");
    }
    assertThat(bases.registry()).isEqualTo("registry.example.org:5000/platform/bases");
    assertThat(bases.repositories()).containsExactly("debian", "java");
    assertThat(bases.required()).isEqualTo(2);
    assertThat(bases.expires()).isEqualTo(Span.parse("90d").orElseThrow());
    assertThat(bases.approvers())
        .extracting(
            one -> one.name(),
            one ->
                one.keys().stream()
                    .map(key -> new String(key.content(), StandardCharsets.US_ASCII))
                    .toList())
        .containsExactly(
            tuple("alice", List.of("a key")),
            tuple("bob", List.of("another", "-----BEGIN PUBLIC KEY-----")));
    assertThat(PolicyWords.of(policy))
        .contains(
            List.of(
                "Approved bases",
                "They lie in registry.example.org:5000/platform/bases, in debian, java.",
                "A base is approved where 2 different people of these have signed that: alice, bob;"
                    + " for 90 days at most.",
                "From " + file + ":2:1.",
                "Where nobody can tell what a base is, rules that ask for it object."));
    assertThat(PolicyWords.of(policy).getFirst()).contains("The image where its base is revoked.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | '2:1: bases needs registry: add `registry: ...`'",
        "{ registry: registry.example.org, approvers: { name: a, key: alice.pub } }"
            + " | '2:20: registry is a host and a path, as in registry.example.org/bases, here is"
            + " ''registry.example.org'''",
        "{ registry: r.example.org/b, approvers: { name: a, key: none.pub } }"
            + " | '2:64: the key ''none.pub'' of a cannot be read; it is a file, from where this"
            + " one lies, or a public key in PEM form itself'",
        "{ registry: r.example.org/b, approvers: { name: a, key: alice.pub }, required: 2 }"
            + " | '2:87: required is a number from 1 to that of the approvers, here is ''2'' of 1'",
        "{ registry: r.example.org/b, approvers: { name: a, key: alice.pub }, required: 0 }"
            + " | '2:87: required is a number from 1 to that of the approvers, here is ''0'' of 1'",
        "{ registry: r.example.org/b, approvers: { name: a, key: alice.pub }, expires: soon }"
            + " | '2:86: expires is how long an approval counts (12h, 30d, 2w or 1y), here is"
            + " ''soon'''",
        "{ registry: r.example.org/b, approvers: [{ name: a, key: alice.pub }, { name: a, key:"
            + " bob.pub }] } | '2:86: ''a'' stands twice; give all keys of one person as a list'",
        "{ registry: r.example.org/b, approvers: { name: a, keys: alice.pub } }"
            + " | '2:48: an approver needs key: add `key: ...`'",
      })
  void whatIsWrongIsTold(String bases, String problem) throws IOException {
    assertThat(problems("policy: 1\nbases: " + bases + "\n" + RULES)).contains(problem);
  }

  @Test
  void ruleThatAsksNeedsToKnowWhere() throws Exception {
    assertThat(problems("policy: 1\n" + RULES))
        .containsExactly(
            "2:10: rule a asks for approved bases, and nothing says where they are; add `bases: {"
                + " registry: ..., approvers: [...] }`");
  }

  @Test
  void whoInheritsMayNotNameOtherApprovers() throws Exception {
    String bases = "bases: { registry: r.example.org/b, approvers: { name: %s, key: %s } }\n";
    Files.writeString(
        directory.resolve("organisation.yaml"),
        "policy: 1\n" + bases.formatted("alice", "alice.pub") + RULES);
    assertThat(
            problems("policy: 1\nextends: organisation.yaml\n" + bases.formatted("eve", "bob.pub")))
        .singleElement()
        .asString()
        .contains("bases is looser than what", "which does not allow it (relax: settings)");
    Files.writeString(
        directory.resolve("organisation.yaml"),
        "policy: 1\nrelax: settings\n" + bases.formatted("alice", "alice.pub") + RULES);
    assertThat(
            problems("policy: 1\nextends: organisation.yaml\n" + bases.formatted("eve", "bob.pub")))
        .isEmpty();
    // what is inherited is enough
    assertThat(problems("policy: 1\nextends: organisation.yaml\n")).isEmpty();
  }
}
