package dev.drydock.policy.rule;

import static dev.drydock.policy.reading.PolicyTexts.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

class PolicyWordsTest {
  private static List<List<String>> words(String text) {
    return PolicyWords.of(policy(text)).stream()
        .map(
            paragraph ->
                paragraph.stream().map(line -> line.replaceAll("/\\S*\\.yaml", "FILE")).toList())
        .toList();
  }

  @org.junit.jupiter.api.Test
  void aPolicyIsSaidInPlainWordsRuleByRule() {
    assertThat(
            words(
                """
                policy: 1
                relax: [exceptions, grace 9d]
                rules:
                  a:
                    deny: findings
                    when: { kev: yes, severity: ">= high" }
                    unless: { origin: base, fix-available: no }
                    because: they are at it
                    grace: 3d
                    scope: { images: [a*, b*], teams: shop, branches: main, environments: prod }
                    already-there: full
                  b: { warn: components, when: { licence: GPL-* }, already-there: info }
                  c: { info: image, expression: "image.components > 3" }
                  d: { info: plan, when: { actions: "> 3" }, relax: nothing }
                  e: { info: observations, when: { rule: "*" } }
                exceptions:
                  - { id: CVE-1, package: qs, owner: o, reason: r, until: 2026-12-31 }
                """))
        .containsExactly(
            List.of(
                "a — stops the image",
                "Every finding where it is known to be exploited (CISA KEV), and its severity is at"
                    + " least high; unless it comes from the base, and no fix is available.",
                "Because they are at it.",
                "For 3 days after its fix was published it counts one level less; without a fix,"
                    + " after it was published itself.",
                "Counts only for images a* or b* and teams shop and branches main and environments"
                    + " prod.",
                "What a baseline has too counts as much as what is new.",
                "Inheriting policies may relax: exceptions, grace up to 9 days.",
                "From FILE:4:3."),
            List.of(
                "b — warns",
                "Every component where its licence is GPL-*.",
                "What a baseline has too is only noted.",
                "Inheriting policies may relax: exceptions, grace up to 9 days.",
                "From FILE:12:3."),
            List.of(
                "c — is noted",
                "The image where the expression `image.components > 3` is true.",
                "Inheriting policies may relax: exceptions, grace up to 9 days.",
                "From FILE:13:3."),
            List.of(
                "d — is noted",
                "The plan where the number of actions is more than 3.",
                "Inheriting policies may relax: nothing.",
                "From FILE:14:3."),
            List.of(
                "e — is noted",
                "Every observation where it is *.",
                "What a baseline has too is a warning at most.",
                "Inheriting policies may relax: exceptions, grace up to 9 days.",
                "From FILE:15:3."),
            List.of(
                "Exceptions",
                "Each needs an end.",
                "CVE-1 in qs: r (o, until 2026-12-31; FILE:17:5)"),
            List.of("Where the image cannot be reached", "the gate stays closed (exit code 3)."));
  }

  @org.junit.jupiter.api.Test
  void whatWasInheritedSaysFromWhereAndWhoChangedIt() {
    List<List<String>> words =
        words(
            """
            policy: 1
            extends: drydock:default
            rules:
              known-exploited: { level: off }
            exception-rules: { until: optional, longest: 90d }
            on-unreachable: pass
            exceptions:
              - { rules: rest, owner: o, reason: r }
            """);

    assertThat(words.getFirst().getFirst()).isEqualTo("known-exploited — switched off");
    assertThat(words.getFirst().getLast())
        .isEqualTo("From drydock:default:11:3, changed by FILE:4:3.");
    assertThat(words.get(words.size() - 2))
        .containsExactly(
            "Exceptions", "They need no end, at most 90 days ahead.", "rest: r (o; FILE:8:5)");
    assertThat(words.getLast())
        .containsExactly(
            "Where the image cannot be reached",
            "the gate lets it pass without a look, and says so.");
  }
}
