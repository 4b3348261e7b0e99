package dev.drydock.policy.expression;

import static dev.drydock.policy.facts.SampleFacts.NOW;
import static dev.drydock.policy.facts.SampleFacts.debian;
import static dev.drydock.policy.facts.SampleFacts.finding;
import static dev.drydock.policy.facts.SampleFacts.observation;
import static dev.drydock.policy.facts.SampleFacts.unknownImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.policy.facts.Facts;
import dev.drydock.policy.facts.Item;
import dev.drydock.policy.facts.PlanFacts;
import dev.drydock.policy.facts.SampleFacts;
import dev.drydock.policy.rule.About;
import dev.drydock.policy.rule.BrokenExpressionException;
import dev.drydock.policy.rule.Expression;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
  private static final Expressions EXPRESSIONS = new Expressions();
  private static final Item FINDING =
      finding("CVE-1", debian("openssl", "1.1.1w"))
          .aliases("DSA-1-1")
          .cvss(9.8)
          .network(true)
          .epss(0.5)
          .kev("2026-08-01")
          .ransomware()
          .fixed("2", "2026-08-02")
          .published("2026-07-01")
          .removedBy(0)
          .build();

  private static boolean holds(About about, String text, Item item, Facts facts)
      throws InvalidExpressionException, BrokenExpressionException {
    Expression expression = EXPRESSIONS.compile(text, about);
    assertThat(expression.text()).isEqualTo(text);
    return expression.holds(item, facts, NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "finding.id == 'CVE-1' && 'DSA-1-1' in finding.aliases",
        "finding.component.name == 'openssl' && finding.component.version.startsWith('1.1')",
        "finding.component.type == 'deb' && finding.component.purl.contains('debian')",
        "finding.component.licences == ['OpenSSL'] && finding.component.origin == 'base'",
        "finding.component.locations.exists(path, path.endsWith('status'))",
        "finding.severity == 'high' && finding.priority == 'track' && finding.status =='affected'",
        "finding.cvss >= 9.8 && finding.epss > 0.4 && finding.network && finding.kev",
        "finding.ransomware && finding.mendable && size(finding.fixedIn) == 1",
        "finding.origin == 'base' && finding.exposure == 'present'",
        "now - finding.published > duration('720h')",
        "finding.fixPublished > finding.kevAdded",
        "image.reference.matches('^shop:[0-9]+$') && image.distro == 'debian-11'",
        "image.labels['team'] == 'shop' && 'team' in image.labels && image.components == 10",
        "image.base.reference == 'debian:11' && !image.base.guessed && !has(image.base.digest)",
        "image.advisories && image.distributionData && image.withoutData == []",
        "image.componentsWithoutData == 0 && image.unreadable == 0 && !image.endOfLife",
        "now - image.created < duration('800h') && image.advisoriesNewest < now",
        "image.digest.startsWith('sha256:') && image.platform == 'linux/amd64'",
      })
  void anExpressionMayAskWhatTheScanTells(String text) throws Exception {
    assertThat(holds(About.FINDINGS, text, FINDING, SampleFacts.of(FINDING))).isTrue();
  }

  @Test
  void everySubjectHasItsVariable() throws Exception {
    Item root = observation("root-user", "medium", "a");
    Item plan = new PlanFacts(List.of(new PlanFacts.Step("replace", "large", 4)), 2);
    Facts facts = SampleFacts.of();

    assertThat(
            holds(
                About.OBSERVATIONS,
                "observation.rule == 'root-user' && observation.severity == 'medium' &&"
                    + " observation.path == 'a' && observation.origin == 'application' &&"
                    + " observation.message != ''",
                root,
                facts))
        .isTrue();
    assertThat(
            holds(
                About.PLAN,
                "plan.remaining == 2 && plan.actions.all(a, a.effort == 'large' && a.kind =="
                    + " 'replace' && a.findings == 4)",
                plan,
                facts))
        .isTrue();
    assertThat(holds(About.COMPONENTS, "component.name == 'b'", debian("a", "1"), facts)).isFalse();
    assertThat(holds(About.IMAGE, "image.components > 9", facts.image(), facts)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image.digest == ''",
        "image.distro == ''",
        "image.created < now",
        "image.base.reference == ''",
        "image.distributionData",
        "image.advisoriesNewest < now",
        "image.labels['x'] == ''",
        "[1][2] == 1",
        "1 / image.components == 1",
        "timestamp('x') < now",
        "dyn(image.reference) == 1 ? true : dyn(3)",
      })
  void whatCannotBeEvaluatedIsBroken(String text) {
    Facts facts = SampleFacts.of(unknownImage());

    assertThatThrownBy(() -> holds(About.IMAGE, text, facts.image(), facts))
        .isInstanceOf(BrokenExpressionException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .isNotBlank()
        .hasLineCount(1);
  }

  @Test
  void whoAsksFirstIsNotBroken() throws Exception {
    Facts facts = SampleFacts.of(unknownImage());

    assertThat(
            holds(
                About.IMAGE,
                "has(image.digest) || has(image.base) && image.base.guessed",
                facts.image(),
                facts))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image.nothing",
        "finding.kev",
        "image.reference",
        "image.components == 'x'",
        "image.reference > 3",
        "exec('x')",
        "image.reference ==",
        "",
        "\"",
      })
  void whatIsNoExpressionIsRefused(String text) {
    assertThatThrownBy(() -> EXPRESSIONS.compile(text, About.IMAGE))
        .isInstanceOf(InvalidExpressionException.class);
  }

  @Test
  void placesAreToldWithinTheExpression() {
    assertThatThrownBy(() -> EXPRESSIONS.compile("true &&\n  image.nothing", About.IMAGE))
        .isInstanceOfSatisfying(
            InvalidExpressionException.class,
            e -> {
              assertThat(e.line()).isEqualTo(2);
              assertThat(e.column()).isEqualTo(8);
              assertThat(e.getMessage()).isEqualTo("undefined field 'nothing'");
            });
  }

  @Test
  void expressionsAreBounded() throws Exception {
    String loops = "true";
    for (char name = 'a'; name < 'f'; name++) {
      loops = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].all(%s, %s)".formatted(name, loops);
    }
    String all = loops;
    Facts facts = SampleFacts.of();

    assertThatThrownBy(() -> holds(About.IMAGE, all, facts.image(), facts))
        .isInstanceOf(BrokenExpressionException.class)
        .hasMessageContaining("10000");
    assertThatThrownBy(() -> EXPRESSIONS.compile("true" + " ".repeat(4_000), About.IMAGE))
        .isInstanceOf(InvalidExpressionException.class);
    assertThatThrownBy(
            () -> EXPRESSIONS.compile("(".repeat(500) + "true" + ")".repeat(500), About.IMAGE))
        .isInstanceOf(InvalidExpressionException.class);
    assertThat(holds(About.IMAGE, "!".repeat(3_000) + "true", facts.image(), facts)).isTrue();
    assertThat(
            holds(
                About.IMAGE,
                "!('" + "a".repeat(2_000) + "'.matches('(a+)+b'))",
                facts.image(),
                facts))
        .isTrue();
  }
}
