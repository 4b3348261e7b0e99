package dev.drydock.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.limits.Limits;
import dev.drydock.policy.bundle.PolicyReference;
import dev.drydock.policy.bundle.PolicySource;
import dev.drydock.policy.bundle.RefusedBundleException;
import dev.drydock.policy.bundle.UnreachableBundleException;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Policies that extend what lies elsewhere.
class BundledPolicyTest {
  private static final String ORG = "oci://registry.example.org/org@sha256:" + "0a".repeat(32);
  private static final String TEAM =
      "git+https://git.example.org/team//drydock.yaml?ref=" + "0b".repeat(20);

  @TempDir private Path directory;

  /// Answers from memory, and knows what it was asked.
  private static final class Played implements PolicySource {
    final Map<String, String> texts = new HashMap<>();
    final List<String> asked = new ArrayList<>();
    final List<String> keys = new ArrayList<>();

    @Override
    public byte[] fetch(PolicyReference reference, List<TrustedKey> given)
        throws RefusedBundleException, UnreachableBundleException {
      asked.add(reference.toString());
      for (TrustedKey key : given) {
        keys.add(key.name() + "=" + new String(key.content(), StandardCharsets.US_ASCII));
      }
      String text = texts.get(reference.toString());
      if (text == null) {
        throw new UnreachableBundleException("nobody answers", null);
      }
      if (text.equals("refused")) {
        throw new RefusedBundleException("is not to be trusted");
      }
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private final Played played = new Played();

  private Policy read(String text) throws IOException, InvalidPolicyException {
    Path file = Files.writeString(directory.resolve("drydock.yaml"), text);
    return PolicyReader.read(file, Limits.defaults(), played);
  }

  private List<String> problems(String text) throws IOException {
    try {
      read(text);
      return List.of();
    } catch (InvalidPolicyException e) {
      return e.problems().stream().map(one -> one.toString().replace(directory + "/", "")).toList();
    }
  }

  private static final String RULE =
      "policy: 1\nrules:\n  old: { deny: image, when: { age: \"> 90d\" } }\n";

  @Test
  void rulesComeFromElsewhere() throws Exception {
    played.texts.put(ORG, RULE);
    played.texts.put(TEAM, "policy: 1\nextends: " + ORG + "\n");
    Policy policy = read("policy: 1\nextends:\n  - " + TEAM + "\n  - " + ORG + "\n");
    assertThat(policy.rules()).extracting(Rule::id).containsExactly("old");
    assertThat(policy.rules().getFirst().source().toString()).isEqualTo(ORG + ":3:3");
    assertThat(played.asked).containsExactly(TEAM, ORG); // each once
    assertThat(played.keys).isEmpty();
  }

  @Test
  void mistakesSayWhereTheyAre() throws Exception {
    played.texts.put(ORG, "policy: 1\nrules:\n  old: { deni: image }\nextends: ../other.yaml\n");
    assertThat(problems("policy: 1\nextends: " + ORG + "\n"))
        .hasSize(2)
        .allSatisfy(one -> assertThat(one).startsWith(ORG + ":"))
        .anySatisfy(one -> assertThat(one).contains(":3:10: ", "deni"))
        .anySatisfy(
            one ->
                assertThat(one)
                    .contains(
                        ":4:10: '../other.yaml' is a file, and this policy lies beside none"));
  }

  @Test
  void whatIsRefusedIsToldWhereItIsNamed() throws Exception {
    played.texts.put(ORG, "refused");
    assertThat(problems("policy: 1\nextends: " + ORG + "\n"))
        .singleElement()
        .asString()
        .startsWith("drydock.yaml:2:10: 'oci://")
        .endsWith(" is not to be trusted");
    played.texts.put(TEAM, "policy: 1\nextends: " + TEAM + "\n");
    assertThat(problems("policy: 1\nextends: " + TEAM + "\n"))
        .singleElement()
        .asString()
        .startsWith(TEAM + ":2:10: ")
        .endsWith("extends this file in turn; leave one out");
    assertThat(problems("policy: 1\nextends: oci://registry.example.org/org\n"))
        .containsExactly(
            "drydock.yaml:2:10: 'oci://registry.example.org/org' says not which policy of the"
                + " repository; add its digest, @sha256:…");
  }

  @Test
  void whatCannotBeGotIsNoPolicy() {
    assertThatThrownBy(() -> read("policy: 1\nextends: " + ORG + "\n" + RULE.substring(10)))
        .isInstanceOf(UnreachableBundleException.class)
        .hasMessage("nobody answers");
  }

  @Test
  void whoReadsWithoutANetworkIsTold() throws Exception {
    Path file = Files.writeString(directory.resolve("a.yaml"), "policy: 1\nextends: " + ORG + "\n");
    assertThat(PolicyTexts.problems(file))
        .singleElement()
        .asString()
        .endsWith(" is fetched from elsewhere, which is not possible here");
  }

  @Test
  void keysAreTakenFromWhereTheyAreNamed() throws Exception {
    Files.writeString(directory.resolve("org.pub"), "key");
    played.texts.put(ORG, RULE);
    read(
        "policy: 1\nextends: "
            + ORG
            + "\npolicy-keys:\n  - org.pub\n  - \"-----BEGIN PUBLIC KEY-----\"\n");
    assertThat(played.keys)
        .containsExactly("org.pub=key", "policy-keys=-----BEGIN PUBLIC KEY-----");
    assertThat(problems("policy: 1\nextends: " + ORG + "\npolicy-keys: none.pub\n"))
        .singleElement()
        .asString()
        .contains("is not trusted: the key 'none.pub' of policy-keys cannot be read");
    // a file of this machine is nothing that somebody elsewhere may name
    played.texts.put(TEAM, "policy: 1\nextends: " + ORG + "\npolicy-keys: org.pub\n");
    assertThat(problems("policy: 1\nextends: " + TEAM + "\n"))
        .singleElement()
        .asString()
        .contains("the key 'org.pub' of policy-keys cannot be read");
  }
}
