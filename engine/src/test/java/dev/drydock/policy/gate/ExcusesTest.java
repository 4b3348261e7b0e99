package dev.drydock.policy.gate;

import static dev.drydock.policy.facts.SampleFacts.NOW;
import static dev.drydock.policy.facts.SampleFacts.debian;
import static dev.drydock.policy.facts.SampleFacts.finding;
import static dev.drydock.policy.facts.SampleFacts.npm;
import static dev.drydock.policy.facts.SampleFacts.observation;
import static dev.drydock.policy.reading.PolicyTexts.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.limits.Limits;
import dev.drydock.policy.Excused;
import dev.drydock.policy.Level;
import dev.drydock.policy.Subject;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.policy.facts.ComponentFacts;
import dev.drydock.policy.facts.Facts;
import dev.drydock.policy.facts.SampleFacts;
import dev.drydock.policy.reading.PolicyReader;
import dev.drydock.policy.rule.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExcusesTest {
  private static final String RULES =
      """
      policy: 1
      rules:
        bad: { deny: findings, when: { severity: high } }
        lib: { warn: components, when: { package: '*' } }
        obs: { deny: observations, when: { rule: '*' } }
        old: { deny: image, when: { age: '> 1d' } }
      exceptions:
      """;
  private static final ComponentFacts OPENSSL = debian("openssl", "1");
  private static final ComponentFacts QS = npm("qs", "1", "app/qs/package.json");
  private static final Facts FACTS =
      SampleFacts.of(
          finding("CVE-1", OPENSSL).aliases("GHSA-1").build(),
          finding("CVE-2", QS).build(),
          OPENSSL,
          QS,
          observation("root-user", "medium", null),
          observation("secret/key", "high", "app/key"));
  private static final int ALL = 7;

  @TempDir private Path directory;

  private static Verdict judge(String exception) {
    return Gate.judge(
        policy(RULES + "  - { owner: o, reason: r, " + exception + " }\n"),
        FACTS,
        new Context(NOW, Scope.Setting.UNKNOWN, null));
  }

  /// What is excused, and that nothing else is and nothing is lost.
  private static List<Subject> excused(String exception) {
    Verdict verdict = judge(exception + ", until: 2026-12-31");
    assertThat(verdict.violations().size() + verdict.excused().size()).isEqualTo(ALL);
    return verdict.excused().stream().map(one -> one.violation().subject()).toList();
  }

  @Test
  void anExceptionExcusesWhatItNamesAndNothingElse() {
    assertThat(excused("id: CVE-1")).containsExactly(new Subject.OfFinding(0));
    assertThat(excused("id: ghsa-1")).containsExactly(new Subject.OfFinding(0));
    assertThat(excused("id: [CVE-2, CVE-1]"))
        .containsExactly(new Subject.OfFinding(0), new Subject.OfFinding(1));
    assertThat(excused("id: CVE-1, package: qs")).isEmpty();
    assertThat(excused("id: CVE-2, package: 'pkg:npm/q*'"))
        .containsExactly(new Subject.OfFinding(1));
    assertThat(excused("package: qs"))
        .containsExactly(new Subject.OfFinding(1), new Subject.OfComponent(1));
    assertThat(excused("path: app/*"))
        .containsExactly(
            new Subject.OfFinding(1), new Subject.OfObservation(1), new Subject.OfComponent(1));
    assertThat(excused("observation: secret/*")).containsExactly(new Subject.OfObservation(1));
    assertThat(excused("observation: '*', path: app/*"))
        .containsExactly(new Subject.OfObservation(1));
    assertThat(excused("rules: old")).containsExactly(new Subject.OfImage());
    assertThat(excused("rules: [bad], package: '*'"))
        .containsExactly(new Subject.OfFinding(0), new Subject.OfFinding(1));
    assertThat(excused("rules: lib, id: CVE-1")).isEmpty();
    assertThat(excused("id: CVE-1, image: shop:*")).containsExactly(new Subject.OfFinding(0));
  }

  @Test
  void whatIsExcusedIsToldWithWhoAnswersForIt() {
    Verdict verdict = judge("id: CVE-1, package: openssl, until: 2026-12-31");

    assertThat(verdict.excused())
        .containsExactly(
            new Excused(
                new Violation(
                    "bad",
                    Level.DENY,
                    new Subject.OfFinding(0),
                    "its severity is high",
                    null,
                    null,
                    List.of()),
                "CVE-1 in openssl",
                "o",
                "r",
                LocalDate.of(2026, 12, 31)));
    assertThat(verdict.notes()).isEmpty();
    assertThat(verdict.passes()).isFalse();
  }

  @Test
  void anExceptionCountsOnItsLastDayAndComesBackLoudly() {
    assertThat(judge("id: CVE-1, until: 2026-08-21").excused()).hasSize(1);
    Verdict expired = judge("id: CVE-1, until: 2026-08-20");

    assertThat(expired.excused()).isEmpty();
    assertThat(expired.violations()).hasSize(ALL);
    assertThat(expired.notes())
        .singleElement()
        .asString()
        .matches(
            "the exception for CVE-1 \\(.*:8:5\\) ended on 2026-08-20, and what it excused counts"
                + " again; ask o");
  }

  @Test
  void anExceptionThatExcusesNothingIsTold() {
    assertThat(judge("id: CVE-9, until: 2026-12-31").notes())
        .singleElement()
        .asString()
        .matches("the exception for CVE-9 \\(.*:8:5\\) excuses nothing any more; remove it");
    // one for another image says nothing of this one
    assertThat(judge("id: CVE-9, image: bank, until: 2026-12-31").notes()).isEmpty();
  }

  @Test
  void anEndThatIsTooFarAwayDoesNotCount() {
    Verdict verdict =
        Gate.judge(
            policy(
                RULES.replace("rules:", "exception-rules: { longest: 30d }\nrules:")
                    + "  - { id: CVE-1, owner: o, reason: r, until: 2026-09-20 }\n"
                    + "  - { id: CVE-2, owner: o, reason: r, until: 2026-09-21 }\n"),
            FACTS,
            new Context(NOW, Scope.Setting.UNKNOWN, null));

    assertThat(verdict.excused()).extracting(Excused::exception).containsExactly("CVE-1");
    assertThat(verdict.notes())
        .singleElement()
        .asString()
        .endsWith("lasts until 2026-09-21, longer than the policy allows today (2026-09-20)");
  }

  @Test
  void aRuleThatAllowsNoExceptionsStands() throws Exception {
    Files.writeString(
        directory.resolve("org.yaml"),
        """
        policy: 1
        rules:
          strict: { deny: findings, when: { id: CVE-1 } }
          mild: { warn: findings, when: { id: CVE-1 }, relax: exceptions }
        """);
    Path file =
        Files.writeString(
            directory.resolve("drydock.yaml"),
            """
            policy: 1
            extends: org.yaml
            rules:
              own: { deny: findings, when: { id: CVE-1 } }
            exceptions:
              - { id: CVE-1, owner: o, reason: r, until: 2026-12-31 }
            """);

    Verdict verdict =
        Gate.judge(
            PolicyReader.read(file, Limits.defaults()),
            FACTS,
            new Context(NOW, Scope.Setting.UNKNOWN, null));

    assertThat(verdict.violations()).extracting(Violation::rule).containsExactly("strict");
    assertThat(verdict.excused())
        .extracting(one -> one.violation().rule())
        .containsExactly("own", "mild");
    assertThat(verdict.notes())
        .containsExactly(
            "the exception for CVE-1 ("
                + file
                + ":6:5) does not count for strict, which allows none ("
                + directory.resolve("org.yaml")
                + ":3:3)");
  }
}
