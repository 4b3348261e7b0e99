package dev.drydock.policy.gate;

import static dev.drydock.policy.facts.SampleFacts.NOW;
import static dev.drydock.policy.facts.SampleFacts.debian;
import static dev.drydock.policy.facts.SampleFacts.finding;
import static dev.drydock.policy.facts.SampleFacts.npm;
import static dev.drydock.policy.facts.SampleFacts.observation;
import static dev.drydock.policy.reading.PolicyTexts.policy;
import static dev.drydock.policy.reading.PolicyTexts.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.policy.Level;
import dev.drydock.policy.Subject;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.policy.facts.ComponentFacts;
import dev.drydock.policy.facts.Facts;
import dev.drydock.policy.facts.PlanFacts;
import dev.drydock.policy.facts.SampleFacts;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Scope;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final ComponentFacts OPENSSL = debian("openssl", "1.1.1w");
  private static final ComponentFacts MINIMIST = npm("minimist", "1.2.5", "app/minimist");

  private static Verdict judge(Policy policy, Facts facts) {
    return Gate.judge(policy, facts, new Context(NOW, Scope.Setting.UNKNOWN, null));
  }

  private static Violation violation(
      String rule, Level level, Subject subject, String reason, Integer... actions) {
    return new Violation(rule, level, subject, reason, null, null, List.of(actions));
  }

  @Test
  void everythingThatBreaksARuleIsToldTheGravestFirst() {
    Policy policy =
        rules(
            "told: { info: findings, when: { severity: low } }",
            "warned: { warn: components, when: { licence: MIT }, because: we said so }",
            "denied: { deny: findings, when: { severity: high, fix-available: yes } }",
            "root: { deny: observations, when: { rule: root-user } }",
            "old: { warn: image, when: { age: \"> 10d\" } }",
            "work: { info: plan, when: { actions: \"== 1\" } }");
    Facts facts =
        SampleFacts.of(
            finding("CVE-1", OPENSSL).severity("low").build(),
            finding("CVE-2", OPENSSL).build(),
            finding("CVE-3", OPENSSL).fixed("2", null).removedBy(0).build(),
            finding("CVE-4", MINIMIST).fixed("2", null).status("not-affected").build(),
            OPENSSL,
            MINIMIST,
            observation("no-healthcheck", "low", null),
            observation("root-user", "medium", null),
            new PlanFacts(List.of(new PlanFacts.Step("change-base", "small", 1)), 2));

    Verdict verdict = judge(policy, facts);

    assertThat(verdict.passes()).isFalse();
    assertThat(verdict.violations())
        .containsExactly(
            violation(
                "denied",
                Level.DENY,
                new Subject.OfFinding(2),
                "its severity is high; a fix is available",
                0),
            violation("root", Level.DENY, new Subject.OfObservation(1), "it is root-user"),
            violation("warned", Level.WARN, new Subject.OfComponent(1), "we said so"),
            violation(
                "old", Level.WARN, new Subject.OfImage(), "it was built more than 10 days ago"),
            violation("told", Level.INFO, new Subject.OfFinding(0), "its severity is low"),
            violation("work", Level.INFO, new Subject.OfImage(), "the number of actions is 1"));
    assertThat(verdict.excused()).isEmpty();
    assertThat(verdict.notes()).isEmpty();
  }

  @Test
  void withoutAnObjectionThatDeniesItPasses() {
    Policy policy = rules("a: { warn: findings, when: { severity: high } }");

    assertThat(judge(policy, SampleFacts.of(finding("CVE-1", OPENSSL).build())).passes()).isTrue();
    assertThat(judge(policy, SampleFacts.of()).violations()).isEmpty();
  }

  @Test
  void unlessLeavesOutWhatFulfilsAllOfIt() {
    Policy policy =
        rules(
            "a: { deny: findings, when: { severity: high },"
                + " unless: { origin: base, fix-available: no } }");
    Facts facts =
        SampleFacts.of(
            finding("CVE-1", OPENSSL).build(),
            finding("CVE-2", OPENSSL).fixed("2", null).build(),
            finding("CVE-3", MINIMIST).build());

    assertThat(judge(policy, facts).violations())
        .extracting(Violation::subject)
        .containsExactly(new Subject.OfFinding(1), new Subject.OfFinding(2));
  }

  @Test
  void aRuleCountsWhereItsScopeIs() {
    Policy policy =
        rules(
            "a: { deny: findings, when: { severity: high },"
                + " scope: { images: [shop:*, '*/shop:*'], teams: [a, b], branches: main,"
                + " environments: prod* } }");
    Facts facts = SampleFacts.of(finding("CVE-1", OPENSSL).build());
    Facts other =
        SampleFacts.of(finding("CVE-1", OPENSSL).build(), SampleFacts.image("registry/bank:1"));

    assertThat(in(policy, facts, "a", "main", "production")).isFalse();
    assertThat(in(policy, facts, "b", "MAIN", "prod")).isFalse();
    assertThat(in(policy, facts, "c", "main", "production")).isTrue();
    assertThat(in(policy, facts, "a", "feature/main", "production")).isTrue();
    assertThat(in(policy, facts, "a", "main", "test")).isTrue();
    assertThat(in(policy, other, "a", "main", "production")).isTrue();
    // who is not told where it stands is strict
    assertThat(in(policy, facts, null, null, null)).isFalse();
    assertThat(in(policy, facts, null, "feature", null)).isTrue();
  }

  private static boolean in(
      Policy policy,
      Facts facts,
      @Nullable String team,
      @Nullable String branch,
      @Nullable String environment) {
    return Gate.judge(
            policy, facts, new Context(NOW, new Scope.Setting(team, branch, environment), null))
        .passes();
  }

  @Test
  void graceLessensUntilItsLastDay() {
    Policy policy =
        rules(
            "a: { deny: findings, when: { severity: high }, grace: 3d }",
            "b: { warn: findings, when: { severity: high }, grace: 1w }");
    Facts facts =
        SampleFacts.of(
            finding("CVE-1", OPENSSL).fixed("2", "2026-08-17").published("2026-08-20").build(),
            finding("CVE-2", OPENSSL).fixed("2", "2026-08-18").published("2026-01-01").build(),
            finding("CVE-3", OPENSSL).fixed("2", null).published("2026-08-20").build(),
            finding("CVE-4", OPENSSL).published("2026-08-19").build(),
            finding("CVE-5", OPENSSL).build());

    assertThat(judge(policy, facts).violations())
        .extracting(
            Violation::rule,
            violation -> ((Subject.OfFinding) violation.subject()).index(),
            Violation::level,
            Violation::due)
        .containsExactly(
            tuple("a", 0, Level.DENY, null),
            tuple("a", 2, Level.DENY, null),
            tuple("a", 4, Level.DENY, null),
            tuple("a", 1, Level.WARN, LocalDate.of(2026, 8, 21)),
            tuple("a", 3, Level.WARN, LocalDate.of(2026, 8, 22)),
            tuple("b", 2, Level.WARN, null),
            tuple("b", 4, Level.WARN, null),
            tuple("b", 0, Level.INFO, LocalDate.of(2026, 8, 24)),
            tuple("b", 1, Level.INFO, LocalDate.of(2026, 8, 25)),
            tuple("b", 3, Level.INFO, LocalDate.of(2026, 8, 26)));
    assertThat(judge(policy, facts).of(Level.WARN))
        .extracting(Violation::lessened)
        .containsExactly(
            "a grace of 3 days lasts until 2026-08-21",
            "a grace of 3 days lasts until 2026-08-22",
            null,
            null);
  }

  private static Tuple tuple(@Nullable Object... values) {
    return Tuple.tuple(values);
  }

  @Test
  void aRuleThatIsOffSaysNothing() {
    Policy policy =
        policy("policy: 1\nextends: drydock:default\nrules:\n  known-exploited: { level: off }\n");
    Facts facts =
        SampleFacts.of(finding("CVE-1", OPENSSL).kev("2026-01-01").fixed("2", null).build());

    assertThat(judge(policy, facts).violations())
        .extracting(Violation::rule)
        .containsExactly("rest");
  }

  @Test
  void anExpressionThatFailsCountsAsBroken() {
    Policy policy =
        rules("a: { deny: findings, expression: \"finding.epss > 0.5\", because: it is likely }");
    Facts facts =
        SampleFacts.of(
            finding("CVE-1", OPENSSL).epss(0.9).build(),
            finding("CVE-2", OPENSSL).epss(0.1).build(),
            finding("CVE-3", OPENSSL).build());

    assertThat(judge(policy, facts).violations())
        .containsExactly(
            violation("a", Level.DENY, new Subject.OfFinding(0), "it is likely"),
            violation(
                "a",
                Level.DENY,
                new Subject.OfFinding(2),
                "its expression cannot be evaluated here, which counts as broken: evaluation error"
                    + " at expression:7: key 'epss' is not present in map."));
  }
}
