package dev.drydock.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.limits.Limits;
import dev.drydock.policy.Level;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyReaderTest {
  @TempDir private Path directory;

  private Path file(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private List<String> problems(String text) throws IOException {
    return PolicyTexts.problems(file("drydock.yaml", text));
  }

  @Test
  void allMistakesAreToldAtOnceWithTheirPlaces() throws IOException {
    assertThat(
            problems(
                """
                policy: 1
                extend: ../org.yaml
                rules:
                  known-exploited:
                    deny: findings
                    when: { kevs: true, severity: [critcal, high] }
                    grace: three days
                  known-exploited:
                    deny: findings
                    when: { kev: true }
                  old-image: { warn: imag, when: { age: 90d } }
                  copyleft: { warn: components, when: { licence: [AGPL-3.0-only, null] } }
                  own: { deny: findings, expression: "finding.severty == 'critical'" }
                """))
        .containsExactly(
            "2:1: a policy has no key 'extend'; did you mean extends?",
            "6:13: there is no condition 'kevs' for findings; did you mean kev?",
            "6:36: severity cannot be 'critcal'; did you mean critical?",
            "7:12: grace is a number of days, as in 3d or 2w, here is 'three days'",
            "8:3: 'known-exploited' stands twice, first in line 4; leave one of them",
            "11:22: warn cannot be 'imag'; did you mean image?",
            "12:66: licence is a text, here is 'null'",
            "13:46: the expression is wrong: undefined field 'severty'");
  }

  @Test
  void whatIsNoYamlSaysWhere() throws IOException {
    assertThat(problems("policy: 1\nrules:\n  a: [1, 2\n  b: 3\n"))
        .singleElement()
        .asString()
        .startsWith("4:")
        .contains("this is no YAML: ");
    assertThat(problems("policy: 1\n---\npolicy: 1\n"))
        .containsExactly("2:1: this is no YAML: a second document begins, and only one is read");
    assertThat(problems("policy: 1\nrules: *a\n"))
        .containsExactly("2:8: this is no YAML: nothing has the anchor a");
    assertThat(problems("")).isNotEmpty();
    assertThat(problems("\u0000")).isNotEmpty();
  }

  @Test
  void deepAndManifoldDocumentsAreRefused() throws IOException {
    assertThatThrownBy(
            () -> problems("policy: 1\nrules: " + "[".repeat(10_000) + "]".repeat(10_000)))
        .isInstanceOf(IOException.class);
    StringBuilder laughs = new StringBuilder("policy: 1\na: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (char c = 'b'; c < 'k'; c++) {
      char before = (char) (c - 1);
      laughs.append(c).append(": &").append(c).append(" [");
      laughs.append(("*" + before + " , ").repeat(9)).append('*').append(before).append(" ]\n");
    }
    assertThatThrownBy(() -> problems(laughs.toString()))
        .hasMessageContaining("has more than 100,000 values");
    assertThatThrownBy(() -> problems("#" + "x".repeat(1 << 20))).isInstanceOf(IOException.class);
  }

  @Test
  void expressionsAreCheckedWhereTheyStand() throws IOException {
    assertThat(
            problems(
                """
                policy: 1
                rules:
                  a: { deny: findings, expression: finding.severity }
                  b: { deny: findings, expression: 'finding.kev && foo(finding)' }
                  c: { deny: findings, expression: "image.reference ==" }
                  d: { deny: image, expression: "finding.kev" }
                  e:
                    deny: findings
                    expression: >
                      finding.kev
                        && finding.epsss > 0.1
                """))
        .containsExactly(
            "3:43: the expression is wrong: expected type 'bool' but found 'string'",
            "4:55: the expression is wrong: undeclared reference to 'foo' (in container '')",
            "5:55: the expression is wrong: mismatched input '<EOF>' expecting {'[', '{', '(', '.',"
                + " '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES,"
                + " IDENTIFIER}",
            "6:34: the expression is wrong: undeclared reference to 'finding' (in container '')",
            "9:17: the expression is wrong: undefined field 'epsss'");
  }

  @Test
  void theDefaultPolicyIsRight() throws IOException, InvalidPolicyException {
    Policy policy = PolicyReader.builtIn(Limits.defaults());

    assertThat(policy.files()).containsExactly("drydock:default");
    assertThat(policy.rules())
        .extracting(Rule::id)
        .containsExactly(
            "known-exploited",
            "fixable-critical",
            "secret",
            "no-advisories",
            "unknown-distribution",
            "outdated-advisories",
            "nothing-recognised",
            "end-of-life",
            "old-advisories",
            "exploited-without-fix",
            "attend",
            "careless",
            "rest");
    assertThat(policy.unreachable()).isEqualTo(Policy.Unreachable.DENY);
    assertThat(policy.endless()).isFalse();
    assertThat(policy.longest()).isNull();
  }

  @Test
  void aPolicyInheritsRulesAndMakesThemStricter() throws IOException, InvalidPolicyException {
    file(
        "org/drydock.yaml",
        """
        policy: 1
        rules:
          a: { warn: findings, when: { kev: yes }, grace: 9d, relax: grace 14d }
          b: { deny: findings, when: { kev: no }, relax: [exceptions, level] }
        """);
    Path file =
        file(
            "team/drydock.yaml",
            """
            policy: 1
            extends: [ ../org/drydock.yaml ]
            rules:
              a: { level: deny, grace: 12d, because: ours }
              b: { level: info, relax: nothing }
              c: { deny: image, when: { end-of-life: yes } }
            """);

    Policy policy = PolicyReader.read(file, Limits.defaults());

    String org = directory.resolve("org/drydock.yaml").toString();
    assertThat(policy.files()).containsExactly(org, file.toString());
    assertThat(policy.rules())
        .extracting(
            Rule::id,
            Rule::level,
            rule -> rule.grace() == null ? null : rule.grace().text(),
            Rule::because,
            rule -> rule.relax().words(),
            rule -> rule.source().toString(),
            rule -> rule.adjusted().toString())
        .containsExactly(
            tuple(
                "a",
                Level.DENY,
                "12d",
                "ours",
                "grace up to 14 days",
                org + ":3:3",
                "[" + file + ":4:3]"),
            tuple("b", Level.INFO, null, null, "nothing", org + ":4:3", "[" + file + ":5:3]"),
            tuple("c", Level.DENY, null, null, "nothing", file + ":6:3", "[]"));
  }

  @Test
  void whatMayNotBeRelaxedIsRefusedAndBothPlacesAreNamed() throws IOException {
    file(
        "org.yaml",
        """
        policy: 1
        on-unreachable: deny
        exception-rules: { longest: 30d }
        rules:
          a: { deny: findings, when: { kev: yes }, grace: 3d, already-there: full }
          b: { deny: findings, when: { kev: no }, relax: [exceptions, grace 7d] }
          c: { deny: image, when: { end-of-life: yes }, relax: level }
        """);
    String org = directory.resolve("org.yaml").toString();

    assertThat(
            problems(
                """
                policy: 1
                extends: org.yaml
                on-unreachable: pass
                exception-rules: { until: optional, longest: 60d }
                rules:
                  a: { level: warn, grace: 4d, already-there: info, relax: exceptions }
                  b: { level: off, grace: 8d, relax: [exceptions, grace 8d] }
                  c: { level: off }
                exceptions:
                  - { id: CVE-1, rules: [a, b, c, d], owner: o, reason: r, until: 2026-12-31 }
                """))
        .containsExactly(
            "3:1: on-unreachable is looser than what org.yaml:2:1 has, which does not allow it"
                + " (relax: settings); leave it out, or ask whoever keeps that file",
            "4:20: until: optional is looser than what org.yaml has, which does not allow it"
                + " (relax: settings); leave it out, or ask whoever keeps that file",
            "4:37: longest is looser than what org.yaml:3:20 has, which does not allow it (relax:"
                + " settings); leave it out, or ask whoever keeps that file",
            "6:8: lowers it to warn, which rule a of org.yaml:5:3 does not allow (relax: nothing);"
                + " leave it out, or ask whoever keeps that file",
            "6:21: gives it a grace of 4 days, which rule a of org.yaml:5:3 does not allow (relax:"
                + " nothing); leave it out, or ask whoever keeps that file",
            "6:32: counts less for what was there already, which rule a of org.yaml:5:3 does not"
                + " allow (relax: nothing); leave it out, or ask whoever keeps that file",
            "6:53: lets others relax more, which rule a of org.yaml:5:3 does not allow (relax:"
                + " nothing); leave it out, or ask whoever keeps that file",
            "7:8: switches it off, which rule b of org.yaml:6:3 does not allow (relax: exceptions,"
                + " grace up to 7 days); leave it out, or ask whoever keeps that file",
            "7:20: gives it a grace of 8 days, which rule b of org.yaml:6:3 does not allow (relax:"
                + " exceptions, grace up to 7 days); leave it out, or ask whoever keeps that file",
            "7:31: lets others relax more, which rule b of org.yaml:6:3 does not allow (relax:"
                + " exceptions, grace up to 7 days); leave it out, or ask whoever keeps that file",
            "10:26: makes an exception, which rule a of org.yaml:5:3 does not allow (relax:"
                + " nothing); leave it out, or ask whoever keeps that file",
            "10:32: makes an exception, which rule c of org.yaml:7:3 does not allow (relax: level);"
                + " leave it out, or ask whoever keeps that file",
            "10:35: there is no rule 'd'; it can be a, b or c");
    assertThat(org).isNotEmpty();
  }

  @Test
  void settingsMayBeLoosenedWhereTheOneAboveAllowsIt() throws Exception {
    file(
        "org.yaml", "policy: 1\nrelax: settings\non-unreachable: deny\nextends: drydock:default\n");
    Path file =
        file(
            "drydock.yaml",
            "policy: 1\nextends: org.yaml\non-unreachable: pass\nexception-rules: { until: optional"
                + " }\nexceptions:\n- { rules: rest, owner: o, reason: r }\n");

    Policy policy = PolicyReader.read(file, Limits.defaults());

    assertThat(policy.unreachable()).isEqualTo(Policy.Unreachable.PASS);
    assertThat(policy.endless()).isTrue();
    assertThat(policy.excuses()).hasSize(1);
  }

  @Test
  void rulesOfTwoPoliciesDoNotReplaceEachOther() throws IOException {
    file("a.yaml", "policy: 1\nrules:\n  x: { deny: findings, when: { kev: yes } }\n");
    file("b.yaml", "policy: 1\nrules:\n  x: { warn: findings, when: { kev: yes } }\n");

    assertThat(problems("policy: 1\nextends: [a.yaml, b.yaml, ./a.yaml]\n"))
        .containsExactly(
            "b.yaml:3:3: there is a rule x already, from a.yaml:3:3; give this one another name, or"
                + " change that one by `level`, `grace`, `because`, `relax` or `already-there`"
                + " alone");
    assertThat(problems("policy: 1\nextends: a.yaml\nrules:\n  y: { level: warn }\n"))
        .containsExactly(
            "4:3: there is no inherited rule 'y' to change; a new one says `deny`, `warn` or"
                + " `info`; it can be x");
  }

  @Test
  void whatCannotBeInheritedIsToldWhereItIsNamed() throws IOException {
    file("loop.yaml", "policy: 1\nextends: drydock.yaml\n");

    assertThat(
            problems(
                """
                policy: 1
                extends:
                  - none.yaml
                  - oci://registry.example.org/policy@sha256:0
                  - git+https://example.org/policy
                  - drydock:strict
                  - loop.yaml
                """))
        .containsExactly(
            "3:5: 'none.yaml' cannot be read; check the path, which starts at this file",
            "4:5: 'oci://registry.example.org/policy@sha256:0' has no whole digest after @; it is"
                + " sha256: and 64 hexadecimal digits",
            "5:5: 'git+https://example.org/policy' has to name a commit, ?ref= and its 40"
                + " hexadecimal digits: a branch or tag may change",
            "6:5: 'drydock:strict' cannot be extended; that can be files, oci://, git+https://,"
                + " and drydock:default",
            "loop.yaml:2:10: 'drydock.yaml' extends this file in turn; leave one out");
    assertThatThrownBy(() -> PolicyReader.read(directory.resolve("no.yaml"), Limits.defaults()))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void exceptionsNeedAnEndAndAreNotWiderThanTheySay() throws IOException {
    assertThat(
            problems(
                """
                policy: 1
                extends: drydock:default
                exceptions:
                  - { id: CVE-1, owner: o, reason: r }
                  - { owner: o, reason: r, until: 2026-12-31 }
                """))
        .containsExactly(
            "4:5: an exception needs an end: add `until: 2026-12-31`, or allow it by"
                + " `exception-rules: { until: optional }`",
            "5:5: an exception without id, package, path, observation or rules would excuse"
                + " everything; say what it is about");
  }
}
