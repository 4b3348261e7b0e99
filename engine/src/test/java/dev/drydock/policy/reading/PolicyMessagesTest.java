package dev.drydock.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of a mistake is enough to mend it.
class PolicyMessagesTest {
  @TempDir private Path directory;

  private String only(String text) throws IOException {
    assertThat(PolicyTexts.problems(Files.writeString(directory.resolve("a.yaml"), text)))
        .as(text)
        .hasSize(1);
    return PolicyTexts.problems(directory.resolve("a.yaml")).getFirst();
  }

  private String ofRule(String rule) throws IOException {
    return only("policy: 1\nextends: drydock:default\nrules:\n  a: " + rule + "\n");
  }

  private String ofException(String exception) throws IOException {
    return only("policy: 1\nextends: drydock:default\nexceptions:\n  - " + exception + "\n");
  }

  @Test
  void ofPolicies() throws IOException {
    assertThat(only("policy: 2\nextends: drydock:default\n"))
        .isEqualTo(
            "1:9: policy is '2', and this Drydock knows 1; take a newer one, or write `policy: 1`");
    assertThat(only("extends: drydock:default\n"))
        .isEqualTo("1:1: a policy begins with `policy: 1`, the version of its language");
    assertThat(only("policy: 1\nrules: {}\n"))
        .isEqualTo("2:8: rules are empty, so that everything would pass; add one");
    assertThat(only("policy: 1\nextends: drydock:default\nnew-only: {}\n"))
        .isEqualTo("3:1: new-only needs already-there: add `already-there: ...`");
    assertThat(only("policy: 1\nextends: drydock:default\nexceptions: {}\n"))
        .isEqualTo("3:13: exceptions are a list, each begins with a dash");
    assertThat(only("policy: 1\nextends: drydock:default\nexception-rules: { longest: 5h }\n"))
        .isEqualTo("3:29: longest is a number of days, as in 90d or 1y, here is '5h'");
    assertThat(only("policy: 1\nextends: drydock:default\nrelax: [all]\n"))
        .isEqualTo(
            "3:9: relax cannot be 'all'; it can be nothing, exceptions, level, grace 14d or"
                + " settings");
  }

  @Test
  void ofRules() throws IOException {
    Map<String, String> messages =
        Map.ofEntries(
            Map.entry(
                "{}",
                "4:3: a rule says what it does: add `deny`, `warn` or `info` with one of findings,"
                    + " components, observations, image or plan"),
            Map.entry("x", "4:6: a rule is written as `key: value` lines, here is 'x'"),
            Map.entry(
                "{ when: { kev: yes } }",
                "4:8: when is for a rule that says what it does: add `deny`, `warn` or `info` with"
                    + " one of findings, components, observations, image or plan"),
            Map.entry(
                "{ deny: findings }",
                "4:3: a rule needs `when` or `expression`: without them it objects to all there"
                    + " is"),
            Map.entry(
                "{ deny: findings, warn: findings, when: { kev: yes } }",
                "4:24: a rule either denies, warns or informs; leave warn out"),
            Map.entry(
                "{ deny: findings, when: { kev: yes }, level: warn }",
                "4:44: level changes an inherited rule; here `deny` says it already"),
            Map.entry(
                "{ deny: image, when: { end-of-life: yes }, grace: 3d }",
                "4:49: grace counts from the day of a fix, so only findings have it; leave it out"),
            Map.entry(
                "{ deny: findings, when: {} }",
                "4:30: when is empty; name a condition, or leave it out"),
            Map.entry(
                "{ deny: findings, when: { id: [] } }",
                "4:36: id is an empty list; name something, or leave it out"),
            Map.entry(
                "{ deny: findings, when: { id: { b: c } } }",
                "4:36: id is a text, here is a mapping"),
            Map.entry(
                "{ deny: findings, when: { id: '' } }", "4:36: id is a text, here is nothing"),
            Map.entry(
                "{ deny: findings, when: { kev: maybe } }",
                "4:37: kev is yes or no, here is 'maybe'"),
            Map.entry(
                "{ deny: findings, when: { epss: 0.1 } }",
                "4:38: epss is compared with a number, as in \">= 0.1\", here is '0.1'"),
            Map.entry(
                "{ deny: findings, when: { published: 7d } }",
                "4:43: published is compared with a time, as in \"> 7d\" (12h, 30d, 2w or 1y), here"
                    + " is '7d'"),
            Map.entry("{ deny: image, when: { label: {} } }", "4:36: label is empty; name a label"),
            Map.entry(
                "{ deny: findings, when: { kev: yes }, scope: {} }",
                "4:51: scope is empty; name images, teams, branches or environments"));

    for (Map.Entry<String, String> one : messages.entrySet()) {
      assertThat(ofRule(one.getKey())).isEqualTo(one.getValue());
    }
    assertThat(only("policy: 1\nrules:\n  a b: { deny: findings, when: { kev: yes } }\n"))
        .isEqualTo(
            "3:3: 'a b' cannot name a rule; take letters, digits and dashes, as in"
                + " known-exploited");
  }

  @Test
  void ofExceptions() throws IOException {
    String rest = ", owner: o, reason: r, until: 2026-12-31";
    assertThat(ofException("{ id: CVE-1, reason: r, until: 2026-12-31 }"))
        .isEqualTo("4:5: an exception needs owner: add `owner: ...`");
    assertThat(ofException("{ id: CVE-1, observation: x" + rest + " }"))
        .isEqualTo(
            "4:18: observations have no id or package; make an exception of its own for the"
                + " observation");
    assertThat(ofException("{ id: CVE-1, owner: o, reason: r, until: soon }"))
        .isEqualTo("4:46: until is the last day, as in 2026-12-31, here is 'soon'");
    assertThat(ofException("{ id: CVE-1, status: not_affected" + rest + " }"))
        .startsWith("4:18: not_affected needs a justification: component_not_present, ");
    assertThat(ofException("{ id: CVE-1, justification: component_not_present" + rest + " }"))
        .isEqualTo(
            "4:18: a justification says why something is not affected; add `status: not_affected`,"
                + " or leave it out");
  }

  @Test
  void ofWhatHasSignsThatWouldSpoilATerminal() throws IOException {
    assertThat(ofRule("{ \"d\\e[2J\\u202eeny\": findings, when: { kev: yes } }"))
        .startsWith("4:8: a rule has no key 'd [2J eny'; it can be deny, warn, ");
  }
}
