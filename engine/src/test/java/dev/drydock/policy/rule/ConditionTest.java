package dev.drydock.policy.rule;

import static dev.drydock.policy.facts.SampleFacts.NOW;
import static dev.drydock.policy.facts.SampleFacts.debian;
import static dev.drydock.policy.facts.SampleFacts.finding;
import static dev.drydock.policy.facts.SampleFacts.image;
import static dev.drydock.policy.facts.SampleFacts.licensed;
import static dev.drydock.policy.facts.SampleFacts.npm;
import static dev.drydock.policy.facts.SampleFacts.observation;
import static dev.drydock.policy.facts.SampleFacts.unknownImage;
import static dev.drydock.policy.reading.PolicyTexts.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.policy.facts.FindingFacts;
import dev.drydock.policy.facts.Item;
import dev.drydock.policy.facts.ObservationFacts;
import dev.drydock.policy.facts.PlanFacts;
import dev.drydock.triage.Priority;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  private static final FindingFacts FULL =
      finding("CVE-1", npm("qs", "6.5.1", "app/qs/package.json"))
          .aliases("GHSA-1")
          .severity("high")
          .cvss(7.5)
          .network(true)
          .epss(0.1)
          .kev("2026-08-11")
          .ransomware()
          .status("will-not-fix")
          .fixed("6.5.3", "2026-08-01")
          .priority(Priority.ATTEND)
          .published("2026-07-22")
          .removedBy(2)
          .build();
  private static final FindingFacts BARE =
      finding("GHSA-2", licensed()).severity("unknown").build();

  private static Condition condition(String about, String condition) {
    return rules("a: { deny: " + about + ", when: { " + condition + " } }")
        .rules()
        .getFirst()
        .when()
        .getFirst();
  }

  private static boolean holds(String about, String condition, Item item) {
    return condition(about, condition).holds(item, NOW);
  }

  /// Conditions of findings: whether they hold of one of which all is known, and of one of which
  /// nothing is.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "severity: high | true | false",
        "severity: critical | false | false",
        "severity: '>= high' | true | false",
        "severity: '> high' | false | false",
        "severity: '< critical' | true | false",
        "severity: '<= medium' | false | false",
        "severity: '== high' | true | false",
        "severity: unknown | false | true",
        "severity: [low, unknown] | false | true",
        "priority: attend | true | false",
        "priority: '>= attend' | true | false",
        "priority: track | false | true",
        "kev: yes | true | false",
        "kev: no | false | true",
        "ransomware: true | true | false",
        "epss: '>= 0.1' | true | false",
        "epss: '> 0.1' | false | false",
        "epss: '< 0.2' | true | false",
        "epss: '<= 0.05' | false | false",
        "epss: unknown | false | true",
        "cvss: '== 7.5' | true | false",
        "network: yes | true | false",
        "network: no | false | false",
        "network: [no, unknown] | false | true",
        "exposure: pres* | true | true",
        "fix-available: yes | true | false",
        "mendable: no | false | true",
        "status: will-not-fix | true | false",
        "status: affected | false | true",
        "origin: application | true | false",
        "origin: unknown | false | true",
        "package: qs | true | false",
        "package: 'pkg:npm/*' | true | true",
        "package: 'pkg:npm/qs@6.5.1' | true | false",
        "package: 'pkg:npm/qs@6.5' | false | false",
        "id: ghsa-* | true | true",
        "id: CVE-1 | true | false",
        "path: 'app/*.json' | true | false",
        "licence: MIT | true | false",
        "licence: unknown | false | true",
        "published: '> 30d' | true | true",
        "published: '>= 31d' | false | true",
        "published: '< 31d' | true | false",
        "published: unknown | false | true",
        "fix-published: '> 20d' | true | true",
        "fix-published: '< 20d' | false | false",
        "kev-added: '<= 2w' | true | false",
      })
  void conditionsOfFindings(String condition, boolean full, boolean bare) {
    assertThat(holds("findings", condition, FULL)).isEqualTo(full);
    assertThat(holds("findings", condition, BARE)).isEqualTo(bare);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "reference: shop:* | true | false",
        "reference: unknown | false | true",
        "platform: linux/* | true | false",
        "distribution: debian-11 | true | false",
        "distribution: unknown | false | true",
        "age: '> 20d' | true | true",
        "age: '> 21d' | false | true",
        "age: '< 21d' | true | false",
        "label: { team: sh*, x: y } | true | false",
        "label: { team: bank } | false | false",
        "base: debian:* | true | false",
        "base-digest-known: no | true | false",
        "base-digest-known: unknown | false | true",
        "base-guessed: no | true | false",
        "end-of-life: no | true | true",
        "end-of-life: yes | false | false",
        "components: '>= 10' | true | false",
        "components: '== 0' | false | true",
        "components-without-data: '== 0' | true | true",
        "without-data: unknown | true | true",
        "distribution-data: yes | true | false",
        "distribution-data: unknown | false | true",
        "observed: yes | true | false",
        "observed: no | false | true",
        "advisories: yes | true | false",
        "advisories-age: '> 1d' | true | true",
        "advisories-age: '< 2d' | true | false",
        "unreadable: '< 1' | true | true",
      })
  void conditionsOfImages(String condition, boolean known, boolean unknown) {
    assertThat(holds("image", condition, image("shop:1"))).isEqualTo(known);
    assertThat(holds("image", condition, unknownImage())).isEqualTo(unknown);
  }

  @org.junit.jupiter.api.Test
  void conditionsOfComponentsObservationsAndPlans() {
    Item package1 = debian("zlib1g", "1.2");
    assertThat(holds("components", "version: 1.*", package1)).isTrue();
    assertThat(holds("components", "version: '2.*'", package1)).isFalse();
    assertThat(holds("components", "type: deb", package1)).isTrue();
    assertThat(holds("components", "origin: base", package1)).isTrue();
    assertThat(holds("components", "path: var/lib/dpkg/*", package1)).isTrue();
    assertThat(holds("components", "package: zlib?g", package1)).isTrue();
    ObservationFacts root = observation("root-user", "medium", null);
    assertThat(holds("observations", "rule: root-*", root)).isTrue();
    assertThat(holds("observations", "severity: '>= medium'", root)).isTrue();
    assertThat(holds("observations", "severity: high", root)).isFalse();
    assertThat(holds("observations", "path: unknown", root)).isTrue();
    assertThat(holds("observations", "origin: unknown", root)).isTrue();
    assertThat(holds("observations", "origin: application", observation("x", "low", "a"))).isTrue();
    PlanFacts plan =
        new PlanFacts(
            List.of(
                new PlanFacts.Step("change-base", "small", 5),
                new PlanFacts.Step("replace", "large", 2)),
            3);
    assertThat(holds("plan", "actions: '== 2'", plan)).isTrue();
    assertThat(holds("plan", "effort: large", plan)).isTrue();
    assertThat(holds("plan", "effort: medium", plan)).isFalse();
    assertThat(holds("plan", "kind: change-*", plan)).isTrue();
    assertThat(holds("plan", "removes: '== 7'", plan)).isTrue();
    assertThat(holds("plan", "remaining: '> 2'", plan)).isTrue();
    assertThat(plan.words()).isEqualTo("the plan");
  }

  /// Of a component with these licences, split by `;`: whether GPL-*, or GPL-2.0-only by itself,
  /// binds who takes it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GPL-2.0-only | true | true",
        "GPL-3.0-or-later | true | false",
        "MIT | false | false",
        "MIT OR GPL-2.0-only | false | false",
        "GPL-2.0-only OR GPL-3.0-only | true | false",
        "MIT AND GPL-2.0-only | true | true",
        "MIT OR (Apache-2.0 AND GPL-2.0-only) | false | false",
        "(MIT OR GPL-2.0-only) AND (ISC OR GPL-3.0-only) | false | false",
        "(MIT OR Apache-2.0) AND GPL-2.0-only | true | true",
        "MIT AND ISC OR GPL-2.0-only | false | false",
        "GPL-2.0-only AND MIT OR GPL-3.0-only AND MIT | true | false",
        "GPL-2.0-only WITH Classpath-exception-2.0 | true | false",
        "MIT; GPL-2.0-only | true | true",
        "gpl-something of my own | true | false",
        "MIT OR gpl-2 of my own | false | false",
        "((((MIT) OR (GPL-2.0-only)))) | false | false",
      })
  void ofLicencesOneOfWhichMayBeChosenAllHaveToMatch(String licences, boolean any, boolean one) {
    Item component = licensed(licences.split("; "));

    assertThat(holds("components", "licence: GPL-*", component)).isEqualTo(any);
    assertThat(holds("components", "licence: [AGPL-*, gpl-2.0-only]", component)).isEqualTo(one);
  }

  @org.junit.jupiter.api.Test
  void conditionsAreSaidInWords() {
    assertThat(condition("findings", "severity: ['>= high', unknown]").words())
        .isEqualTo("its severity is at least high or unknown");
    assertThat(condition("findings", "kev: yes").words())
        .isEqualTo("it is known to be exploited (CISA KEV)");
    assertThat(condition("findings", "network: [no, unknown]").words())
        .isEqualTo(
            "it cannot be attacked over the network, or nobody knows whether it can be attacked"
                + " over the network");
    assertThat(condition("findings", "epss: '>= 0.1'").words())
        .isEqualTo("the chance of an attack (EPSS) is at least 0.1");
    assertThat(condition("findings", "published: ['< 12h', '> 1w']").words())
        .isEqualTo("it was published less than 12 hours ago or more than 7 days ago");
    assertThat(condition("image", "label: { a: b* }").words()).isEqualTo("it has the label a = b*");
    assertThat(condition("components", "licence: [MIT, ISC]").words())
        .isEqualTo("its licence is MIT or ISC");
    assertThat(condition("plan", "actions: '== 2'").words())
        .isEqualTo("the number of actions is 2");
  }
}
