package dev.drydock.policy.gate;

import static dev.drydock.policy.facts.SampleFacts.NOW;
import static dev.drydock.policy.facts.SampleFacts.debian;
import static dev.drydock.policy.facts.SampleFacts.finding;
import static dev.drydock.policy.facts.SampleFacts.licensed;
import static dev.drydock.policy.facts.SampleFacts.npm;
import static dev.drydock.policy.facts.SampleFacts.observation;
import static dev.drydock.policy.reading.PolicyTexts.policy;
import static dev.drydock.policy.reading.PolicyTexts.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.policy.Level;
import dev.drydock.policy.Subject;
import dev.drydock.policy.Violation;
import dev.drydock.policy.facts.ComponentFacts;
import dev.drydock.policy.facts.Facts;
import dev.drydock.policy.facts.Item;
import dev.drydock.policy.facts.SampleFacts;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Scope;
import dev.drydock.triage.Priority;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final Policy ALL =
      rules(
          "a: { deny: findings, when: { id: '*' } }",
          "b: { deny: components, when: { licence: GPL-* } }",
          "c: { deny: observations, when: { rule: '*' } }",
          "d: { deny: image, when: { end-of-life: no } }");
  private static final ComponentFacts OPENSSL = debian("openssl", "1");

  private static List<Violation> judge(Policy policy, Facts now, Baseline baseline) {
    return Gate.judge(policy, now, new Context(NOW, Scope.Setting.UNKNOWN, baseline)).violations();
  }

  private static Baseline baseline(@Nullable Instant day, Item... items) {
    return new Baseline("shop:1.3", SampleFacts.of(items), day);
  }

  /// The subjects that count in full.
  private static List<Subject> full(Facts now, Baseline baseline) {
    return judge(ALL, now, baseline).stream()
        .filter(violation -> violation.level() == Level.DENY)
        .filter(violation -> !(violation.subject() instanceof Subject.OfImage))
        .map(Violation::subject)
        .toList();
  }

  @Test
  void whatTheBaselineHasTooIsAWarningWithTheReason() {
    Facts now =
        SampleFacts.of(
            finding("CVE-1", OPENSSL).build(),
            finding("CVE-2", OPENSSL).build(),
            observation("root-user", "medium", null),
            observation("secret/key", "high", "b"));
    Baseline before =
        baseline(
            null,
            finding("CVE-1", OPENSSL).build(),
            observation("root-user", "medium", null),
            observation("secret/key", "high", "a"));

    assertThat(judge(ALL, now, before))
        .extracting(Violation::subject, Violation::level, Violation::lessened)
        .containsExactly(
            tuple(new Subject.OfFinding(1), Level.DENY, null),
            tuple(new Subject.OfObservation(1), Level.DENY, null),
            tuple(new Subject.OfImage(), Level.DENY, null),
            tuple(new Subject.OfFinding(0), Level.WARN, "not new: shop:1.3 has it too"),
            tuple(new Subject.OfObservation(0), Level.WARN, "not new: shop:1.3 has it too"));
  }

  @Test
  void versionsAndPlacesDoNotMakeANewFinding() {
    Baseline before =
        baseline(
            null,
            finding("CVE-1", npm("a", "1.0.0", "x/a")).build(),
            finding("CVE-2", npm("b", "1", "x/b")).build());

    assertThat(
            full(
                SampleFacts.of(
                    finding("CVE-1", npm("a", "1.0.1", "y/a")).build(),
                    finding("CVE-2", npm("c", "1", "x/b")).build(),
                    finding("CVE-3", npm("b", "1", "x/b")).build()),
                before))
        .containsExactly(new Subject.OfFinding(1), new Subject.OfFinding(2));
  }

  @Test
  void aFurtherPlaceIsNewWhicheverComesFirst() {
    Baseline before = baseline(null, finding("CVE-1", npm("a", "1", "x/a")).build());

    assertThat(
            full(
                SampleFacts.of(
                    finding("CVE-1", npm("a", "1", "w/a")).build(),
                    finding("CVE-1", npm("a", "1", "x/a")).build()),
                before))
        .containsExactly(new Subject.OfFinding(0));
    assertThat(
            full(
                SampleFacts.of(
                    finding("CVE-1", npm("a", "1", "w/a")).build(),
                    finding("CVE-1", npm("a", "1", "z/a")).build()),
                before))
        .containsExactly(new Subject.OfFinding(1));
  }

  @Test
  void aliasesCountWhereOneSideHasNoCve() {
    Baseline ghsa = baseline(null, finding("GHSA-1", npm("a", "1", "p")).build());
    Baseline cve =
        baseline(null, finding("CVE-1", npm("a", "1", "p")).aliases("DSA-1-1", "GHSA-1").build());

    assertThat(
            full(
                SampleFacts.of(finding("CVE-1", npm("a", "1", "p")).aliases("ghsa-1").build()),
                ghsa))
        .isEmpty();
    assertThat(full(SampleFacts.of(finding("GHSA-1", npm("a", "1", "p")).build()), cve)).isEmpty();
    // one advisory about two CVEs does not make them one
    assertThat(
            full(
                SampleFacts.of(finding("CVE-2", npm("a", "1", "p")).aliases("DSA-1-1").build()),
                cve))
        .containsExactly(new Subject.OfFinding(0));
  }

  @Test
  void whatBecameUrgentCountsInFull() {
    Facts now =
        SampleFacts.of(
            finding("CVE-1", OPENSSL).kev("2026-08-10").build(),
            finding("CVE-2", OPENSSL).priority(Priority.ATTEND).build(),
            finding("CVE-3", OPENSSL).priority(Priority.TRACK).build(),
            finding("CVE-4", OPENSSL).kev("2026-08-02").build(),
            finding("CVE-5", OPENSSL).kev("2026-08-01").build());
    Baseline before =
        baseline(
            Instant.parse("2026-08-01T00:00:00Z"),
            finding("CVE-1", OPENSSL).build(),
            finding("CVE-2", OPENSSL).build(),
            finding("CVE-3", OPENSSL).priority(Priority.ATTEND).build(),
            finding("CVE-4", OPENSSL).kev("2026-08-02").build(),
            finding("CVE-5", OPENSSL).kev("2026-08-01").build());

    assertThat(full(now, before))
        .containsExactly(
            new Subject.OfFinding(0), new Subject.OfFinding(1), new Subject.OfFinding(3));
  }

  @Test
  void whatWasNoneThenIsNew() {
    assertThat(
            full(
                SampleFacts.of(finding("CVE-1", OPENSSL).build()),
                baseline(null, finding("CVE-1", OPENSSL).status("not-affected").build())))
        .containsExactly(new Subject.OfFinding(0));
  }

  @Test
  void aComponentIsNewWithAnotherLicence() {
    assertThat(full(SampleFacts.of(licensed("GPL-3.0-only")), baseline(null, licensed("MIT"))))
        .containsExactly(new Subject.OfComponent(0));
    assertThat(
            full(
                SampleFacts.of(licensed("GPL-3.0-only")),
                baseline(null, licensed("MIT", "GPL-3.0-only"))))
        .isEmpty();
    assertThat(full(SampleFacts.of(licensed("GPL-3.0-only")), baseline(null)))
        .containsExactly(new Subject.OfComponent(0));
  }

  @Test
  void theBaseImageIsTheBaselineOfWhatIsBuiltOnIt() {
    Facts now =
        SampleFacts.of(
            finding("CVE-1", OPENSSL).build(), finding("CVE-1", npm("openssl", "1", "p")).build());
    Baseline base = Baseline.base(now);

    assertThat(base.name()).isEqualTo("the base image debian:11");
    assertThat(full(now, base)).containsExactly(new Subject.OfFinding(1));
  }

  @Test
  void rulesSayWhatCountsForWhatWasThere() {
    Policy policy =
        policy(
            """
            policy: 1
            new-only: { already-there: info }
            rules:
              a: { deny: findings, when: { id: CVE-1 } }
              b: { deny: findings, when: { id: CVE-1 }, already-there: full }
              c: { deny: findings, when: { id: CVE-1 }, already-there: warn }
              d: { info: findings, when: { id: CVE-1 }, already-there: warn }
              e: { deny: findings, when: { id: CVE-1 }, already-there: warn, grace: 1y }
              f: { deny: findings, when: { id: CVE-1 }, already-there: info, grace: 1y }
            """);
    Facts now = SampleFacts.of(finding("CVE-1", OPENSSL).published("2026-08-01").build());

    assertThat(judge(policy, now, baseline(null, finding("CVE-1", OPENSSL).build())))
        .extracting(Violation::rule, Violation::level, violation -> violation.lessened())
        .containsExactly(
            tuple("b", Level.DENY, null),
            tuple("c", Level.WARN, "not new: shop:1.3 has it too"),
            tuple("e", Level.WARN, "a grace of 365 days lasts until 2027-08-01"),
            tuple("a", Level.INFO, "not new: shop:1.3 has it too"),
            tuple("d", Level.INFO, null),
            tuple("f", Level.INFO, "not new: shop:1.3 has it too"));
  }
}
