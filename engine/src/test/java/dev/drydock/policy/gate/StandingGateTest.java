package dev.drydock.policy.gate;

import static dev.drydock.policy.facts.SampleFacts.NOW;
import static dev.drydock.policy.reading.PolicyTexts.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.policy.Level;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.policy.facts.Facts;
import dev.drydock.policy.facts.SampleFacts;
import dev.drydock.policy.facts.StandingFacts;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Scope;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Rules about the base that an image stands upon, and what counts where nobody can tell.
class StandingGateTest {
  private static final String PEM =
      "\"-----BEGIN PUBLIC KEY-----\\nMFkw\\n-----END PUBLIC KEY-----\\n\"";

  private static Policy of(String settings, String... rules) {
    return policy(
        "policy: 1\n"
            + settings
            + "\nbases: { registry: registry.example.org/bases, approvers: { name: alice, key: "
            + PEM
            + " } }\nrules:\n  "
            + String.join("\n  ", rules)
            + "\n");
  }

  private static Facts upon(String status, @Nullable String family, boolean unreachable) {
    boolean found = family != null;
    return SampleFacts.of()
        .standing(
            new StandingFacts(
                status,
                found ? "registry.example.org/bases/debian:12" : null,
                found ? "sha256:" + "a".repeat(64) : null,
                family,
                found ? "12" : null,
                found ? NOW.minus(Duration.ofDays(40)) : null,
                null,
                "as it was found",
                unreachable));
  }

  private static List<String> broken(Policy policy, Facts facts) {
    Verdict verdict = Gate.judge(policy, facts, new Context(NOW, Scope.Setting.UNKNOWN, null));
    return verdict.of(Level.DENY).stream().map(Violation::rule).toList();
  }

  @Test
  void rulesAskForTheStanding() {
    Policy policy =
        of(
            "",
            "status: { deny: image, when: { base.status: [revoked, unapproved] } }",
            "family: { deny: image, when: { base.family: legacy-* } }",
            "variant: { deny: image, when: { base.variant: '11' } }",
            "age: { deny: image, when: { base.approved: '> 30d' }, unless: { base.family: debian } }",
            "cel: { deny: image, expression: \"image.standing.status == 'outdated'\" }");
    assertThat(broken(policy, upon("approved", "debian", false))).isEmpty();
    assertThat(broken(policy, upon("revoked", "debian", false))).containsExactly("status");
    assertThat(broken(policy, upon("outdated", "legacy-java", false)))
        .containsExactly("family", "age", "cel");
    // an image upon no approved base has none that was approved long ago enough
    assertThat(broken(policy, upon("unapproved", null, false))).containsExactly("status", "age");
  }

  @Test
  void whatNobodyCanTellCountsAsTheWorst() {
    Policy policy =
        of(
            "",
            "revoked: { deny: image, when: { base.status: revoked } }",
            "with: { deny: image, when: { base.status: approved, age: '> 0h' } }",
            "without: { deny: image, when: { base.status: revoked, age: '< 0h' } }",
            "except: { deny: image, when: { age: '> 0h' }, unless: { base.status: approved } }",
            "unknown: { deny: image, when: { base.status: unknown } }",
            "cel: { deny: image, expression: \"image.standing.status == 'revoked'\" }");
    List<String> all = List.of("revoked", "with", "except", "unknown", "cel");
    assertThat(broken(policy, upon("unknown", null, false))).isEqualTo(all);
    assertThat(broken(policy, upon("unknown", null, true))).isEqualTo(all);
    // a scan that was written down before anybody asked
    assertThat(broken(policy, SampleFacts.of())).isEqualTo(all);
    Verdict verdict =
        Gate.judge(
            policy, upon("unknown", null, true), new Context(NOW, Scope.Setting.UNKNOWN, null));
    assertThat(verdict.violations().getFirst().reason())
        .isEqualTo("nobody can tell whether its base is approved: as it was found");
  }

  @Test
  void policyMayLetPassWhereTheRegistryDoesNotAnswer() {
    Policy policy =
        of("on-unreachable: pass", "revoked: { deny: image, when: { base.status: revoked } }");
    assertThat(broken(policy, upon("unknown", null, true))).isEmpty();
    // that is said of registries, not of layers that cannot be looked at
    assertThat(broken(policy, upon("unknown", null, false))).containsExactly("revoked");
    assertThat(broken(policy, SampleFacts.of())).containsExactly("revoked");
  }
}
