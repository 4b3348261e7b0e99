package dev.drydock.fix;

import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.match.AdvisoryFixture;
import dev.drydock.match.BomFixture;
import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origin;
import dev.drydock.origin.Origins;
import dev.drydock.triage.Prioritisation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static Plan plan(BomFixture image, AdvisoryFixture advisories) {
    Findings findings = image.matched(advisories);
    return new Planner(advisories, UnaryOperator.identity(), new Replacements(List.of()))
        .plan(findings, new Prioritisation().of(findings), Origins.unknown());
  }

  private static List<Upgrade> upgrades(Plan plan) {
    return plan.actions().stream().flatMap(action -> action.upgrades().stream()).toList();
  }

  private static List<Integer> remaining(Plan plan) {
    return plan.remaining().stream().map(Plan.Remaining::finding).toList();
  }

  /// `name from -> to removes n of m (components)`.
  private static List<String> lines(Plan plan) {
    List<String> lines = new ArrayList<>();
    for (Upgrade upgrade : upgrades(plan)) {
      lines.add(
          upgrade.type()
              + " "
              + upgrade.name()
              + " "
              + upgrade.from()
              + " -> "
              + upgrade.to()
              + " removes "
              + upgrade.removes().size()
              + " of "
              + (upgrade.removes().size() + upgrade.remaining().size())
              + " in "
              + upgrade.components().size());
    }
    return lines;
  }

  @Test
  void packagesOfOneSourceAreUpgradedTogetherToTheHighestFixNeeded() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("DSA-1-1").upstream("CVE-1").affects("Debian:11", "openssl").fixedIn("1.1-2"),
            record("DSA-2-1").upstream("CVE-2").affects("Debian:11", "openssl").fixedIn("1.1-10"),
            record("DSA-3-1").upstream("CVE-3").affects("Debian:11", "openssl").unfixed());

    Plan plan =
        plan(
            BomFixture.on("debian", "11")
                .deb("libssl1.1", "1.1-1+b1", "openssl", "1.1-1")
                .deb("openssl", "1.1-1", "openssl", "1.1-1"),
            advisories);

    assertThat(lines(plan)).containsExactly("deb openssl 1.1-1 -> 1.1-10 removes 4 of 6 in 2");
    assertThat(remaining(plan)).hasSize(2);
    assertThat(upgrades(plan).getFirst().components())
        .extracting(Component::name)
        .containsExactly("libssl1.1", "openssl");
  }

  @Test
  void theNearestFixOfTheOwnLineIsTaken() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("GHSA-1")
                .affects("npm", "x")
                .introduced("0")
                .fixed("1.2.3")
                .introduced("2.0.0")
                .fixed("2.1.0"));

    assertThat(
            lines(plan(BomFixture.withoutDistribution().language("npm", "x", "1.0.0"), advisories)))
        .containsExactly("npm x 1.0.0 -> 1.2.3 removes 1 of 1 in 1");
  }

  @Test
  void aFixThatIsItselfVulnerableIsRaised() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("GHSA-1").affects("npm", "x").fixedIn("1.2.0"),
            record("GHSA-2").affects("npm", "x").introduced("1.2.0").fixed("1.2.5"),
            record("GHSA-3").affects("npm", "x").introduced("1.2.5").fixed("1.3.0"));

    Plan plan = plan(BomFixture.withoutDistribution().language("npm", "x", "1.0.0"), advisories);

    assertThat(lines(plan)).containsExactly("npm x 1.0.0 -> 1.3.0 removes 1 of 1 in 1");
    assertThat(upgrades(plan).getFirst().introduces()).isEmpty();
  }

  @Test
  void whatTheNewVersionBringsIsSaid() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("GHSA-1").affects("npm", "x").fixedIn("2.0.0"),
            record("GHSA-2").affects("npm", "x").introduced("2.0.0"));

    assertThat(
            upgrades(
                    plan(
                        BomFixture.withoutDistribution().language("npm", "x", "1.0.0"), advisories))
                .getFirst()
                .introduces())
        .containsExactly("GHSA-2");
  }

  @Test
  void onlyWhatIsReallyGoneIsPromised() {
    // one record says 1.2 is the fix, another one that nothing is
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("PYSEC-1").aliases("CVE-1").affects("PyPI", "x").fixedIn("1.2"),
            record("GHSA-1").aliases("CVE-1").affects("PyPI", "x").unfixed());

    Plan plan = plan(BomFixture.withoutDistribution().language("pypi", "x", "1.0"), advisories);

    assertThat(upgrades(plan)).isEmpty();
    assertThat(remaining(plan)).containsExactly(0);
  }

  @Test
  void theUpgradeThatRemovesTheMostRiskComesFirst() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
                record("CVE-1").word("low").affects("npm", "attacked").fixedIn("2.0.0"),
                record("CVE-2").word("critical").affects("npm", "critical").fixedIn("2.0.0"),
                record("CVE-3").word("medium").affects("npm", "medium").fixedIn("2.0.0"),
                record("CVE-4").word("medium").affects("npm", "medium").fixedIn("2.0.0"),
                record("CVE-5").word("medium").affects("npm", "also").fixedIn("2.0.0"))
            .exploited("CVE-1", "2024-01-01", 0.5);

    assertThat(
            upgrades(
                plan(
                    BomFixture.withoutDistribution()
                        .language("npm", "also", "1.0.0")
                        .language("npm", "attacked", "1.0.0")
                        .language("npm", "critical", "1.0.0")
                        .language("npm", "medium", "1.0.0"),
                    advisories)))
        .extracting(Upgrade::name)
        .containsExactly("attacked", "critical", "medium", "also");
  }

  @Test
  void whatCannotBeComparedIsNotPlanned() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(record("GO-1").affects("Go", "m").fixedIn("1.2.0"));

    Plan plan =
        plan(BomFixture.withoutDistribution().language("golang", "m", "(devel)"), advisories);

    assertThat(upgrades(plan)).isEmpty();
    assertThat(remaining(plan)).containsExactly(0);
  }

  private static final AdvisoryFixture DEBIAN =
      AdvisoryFixture.of(
          record("DSA-1-1").upstream("CVE-1").affects("Debian:11", "openssl").fixedIn("1.1-2"),
          record("DSA-2-1").upstream("CVE-2").affects("Debian:11", "zlib").unfixed(),
          record("DSA-3-1").upstream("CVE-3").affects("Debian:12", "openssl").fixedIn("3.0-9"),
          record("GHSA-4").aliases("CVE-4").affects("npm", "x").fixedIn("1.0.1"));

  private static BomFixture onBase(BomFixture image, String openssl, String zlib) {
    return image.deb("libssl", openssl, "openssl", openssl).deb("zlib1g", zlib, "zlib", zlib);
  }

  /// The lowest layer is the base's.
  private static final Origins BASE =
      new Origins(new BaseImage("debian:11", null, 1, BaseImage.Evidence.LAYERS));

  private static Plan planWith(BomFixture image, BaseCandidate... candidates) {
    Findings findings = image.matched(DEBIAN);
    return new Planner(DEBIAN, UnaryOperator.identity(), new Replacements(List.of()))
        .plan(findings, new Prioritisation().of(findings), BASE, List.of(candidates));
  }

  private static List<String> ids(List<Finding> findings) {
    return findings.stream().map(f -> f.id() + " " + f.component().name()).toList();
  }

  @Test
  void packagesOfTheDistributionAreOneAction() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("DSA-1-1").affects("Debian:11", "openssl").fixedIn("1.1-2"),
            record("DSA-2-1").affects("Debian:11", "zlib").fixedIn("1.2-2"));

    Plan plan = plan(onBase(BomFixture.on("debian", "11"), "1.1-1", "1.2-1"), advisories);

    assertThat(plan.actions())
        .singleElement()
        .satisfies(
            action -> {
              assertThat(action.kind()).isEqualTo(Action.Kind.UPGRADE_PACKAGES);
              assertThat(action.effort()).isEqualTo(Effort.SMALL);
              assertThat(action.upgrades())
                  .extracting(Upgrade::name)
                  .containsExactly("openssl", "zlib");
              assertThat(action.removes()).containsExactly(0, 1);
            });
  }

  @Test
  void theCandidateThatRemovesAsMuchWithLessWorkIsNotTakenForAnotherRelease() {
    BomFixture candidate = onBase(BomFixture.on("debian", "12"), "3.0-9", "1.3-1");

    Plan plan =
        planWith(
            onBase(BomFixture.on("debian", "11").deb("apt", "2.2.4"), "1.1-1", "1.2-1"),
            new BaseCandidate("debian:12", null, candidate.bom()));

    assertThat(plan.actions())
        .extracting(Action::kind)
        .containsExactly(Action.Kind.UPGRADE_PACKAGES);
    assertThat(ids(plan.predicted())).containsExactly("CVE-2 zlib1g");
  }

  @Test
  void aNewerBuildOfTheSameBaseIsTakenWhereItLeavesLess() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("DSA-1-1")
                .upstream("CVE-1")
                .word("critical")
                .affects("Debian:11", "openssl")
                .fixedIn("1.1-2"),
            record("DSA-2-1")
                .upstream("CVE-2")
                .word("high")
                .affects("Debian:11", "zlib")
                .unfixed());
    BomFixture candidate = BomFixture.on("debian", "11").deb("libssl", "1.1-2", "openssl", "1.1-2");
    Findings findings = onBase(BomFixture.on("debian", "11"), "1.1-1", "1.2-1").matched(advisories);

    Plan plan =
        new Planner(advisories, UnaryOperator.identity(), new Replacements(List.of()))
            .plan(
                findings,
                new Prioritisation().of(findings),
                BASE,
                List.of(new BaseCandidate("debian:11", null, candidate.bom())));

    assertThat(plan.actions())
        .singleElement()
        .satisfies(
            action -> {
              assertThat(action.kind()).isEqualTo(Action.Kind.CHANGE_BASE);
              assertThat(action.effort()).isEqualTo(Effort.SMALL);
              assertThat(action.removes()).containsExactly(0, 1);
            });
    assertThat(plan.predicted()).isEmpty();
    assertThat(plan.remaining()).isEmpty();
  }

  @Test
  void theApplicationStaysUponAnotherBase() {
    BomFixture candidate = BomFixture.on("debian", "11").deb("libssl", "1.1-2", "openssl", "1.1-2");

    Plan plan =
        planWith(
            onBase(BomFixture.on("debian", "11"), "1.1-1", "1.2-1")
                .language("npm", "x", "1.0.0")
                .inLayer(1),
            new BaseCandidate("debian:11", null, candidate.bom()));

    assertThat(plan.actions())
        .extracting(Action::kind)
        .containsExactlyInAnyOrder(Action.Kind.CHANGE_BASE, Action.Kind.UPGRADE_DEPENDENCY);
    assertThat(plan.actions()).allSatisfy(action -> assertThat(action.removes()).isNotEmpty());
    assertThat(plan.predicted()).isEmpty();
  }

  @Test
  void whatIsPredictedIsWhatTheUpgradedImageHas() {
    Plan plan =
        planWith(
            onBase(BomFixture.on("debian", "11"), "1.1-1", "1.2-1").language("npm", "x", "1.0.0"));

    Findings rebuilt =
        onBase(BomFixture.on("debian", "11"), "1.1-2", "1.2-1")
            .language("npm", "x", "1.0.1")
            .matched(DEBIAN);
    assertThat(ids(plan.predicted())).containsExactlyInAnyOrderElementsOf(ids(rebuilt.findings()));
  }

  @Test
  void whatHasNoFixIsReplacedWhereAMaintainedAlternativeIsKnown() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(record("GHSA-1").affects("npm", "request").unfixed());
    Findings findings =
        BomFixture.withoutDistribution().language("npm", "request", "2.88.2").matched(advisories);
    Replacement undici =
        new Replacement(
            "npm", "request", "undici", "6.0.0", "It is deprecated.", "https://example.org");

    Plan plan =
        new Planner(advisories, UnaryOperator.identity(), new Replacements(List.of(undici)))
            .plan(findings, new Prioritisation().of(findings), Origins.unknown());

    assertThat(plan.actions())
        .singleElement()
        .satisfies(
            action -> {
              assertThat(action.kind()).isEqualTo(Action.Kind.REPLACE);
              assertThat(action.replacement()).isEqualTo(undici);
              assertThat(action.removes()).containsExactly(0);
            });
    assertThat(plan.predicted()).isEmpty();
  }

  @Test
  void whatIsUpgradedUponAnotherBaseIsToldWithItsOwnComponentsAndThePresentFindings() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
                record("DSA-1-1")
                    .upstream("CVE-1")
                    .affects("Debian:11", "openssl")
                    .fixedIn("1.1-2"),
                record("DSA-2-1").upstream("CVE-2").affects("Debian:11", "zlib").unfixed(),
                record("GHSA-3").aliases("CVE-3").affects("npm", "x").fixedIn("1.0.1"))
            .exploited("CVE-2", "2024-01-01", 0.5);
    Findings findings =
        onBase(BomFixture.on("debian", "11"), "1.1-0", "1.2-1")
            .language("npm", "x", "1.0.0")
            .inLayer(1)
            .matched(advisories);
    // its packages lie in a higher layer than the present base has any
    BomFixture candidate =
        BomFixture.on("debian", "11")
            .deb("adduser", "3")
            .deb("libssl-new", "1.1-1", "openssl", "1.1-1")
            .inLayer(3);

    Plan plan =
        new Planner(advisories, UnaryOperator.identity(), new Replacements(List.of()))
            .plan(
                findings,
                new Prioritisation().of(findings),
                BASE,
                List.of(new BaseCandidate("debian:11", null, candidate.bom())));

    assertThat(plan.actions())
        .extracting(Action::kind)
        .startsWith(Action.Kind.CHANGE_BASE)
        .contains(Action.Kind.UPGRADE_PACKAGES, Action.Kind.UPGRADE_DEPENDENCY);
    Action packages =
        plan.actions().stream()
            .filter(action -> action.kind() == Action.Kind.UPGRADE_PACKAGES)
            .findFirst()
            .orElseThrow();
    assertThat(packages.origin()).isEqualTo(Origin.BASE);
    Upgrade upgrade = packages.upgrades().getFirst();
    assertThat(upgrade.components()).extracting(Component::name).containsExactly("libssl-new");
    assertThat(upgrade.from()).isEqualTo("1.1-1");
    for (Action action : plan.actions()) {
      for (Upgrade one : action.upgrades()) {
        assertThat(one.removes()).isEqualTo(action.removes());
      }
    }
    assertThat(plan.predicted()).isEmpty();
  }

  @Test
  void nothingToDoWhereNothingIsWrong() {
    Plan plan =
        plan(BomFixture.withoutDistribution().language("npm", "x", "1.0.0"), AdvisoryFixture.of());

    assertThat(upgrades(plan)).isEmpty();
    assertThat(remaining(plan)).isEmpty();
  }

  @Test
  void whatIsKnownOfPartsOfSomethingIsKnownOfNewerVersionsOfThemToo() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("GHSA-1").affects("npm", "lib").fixedIn("1.1.0"),
            record("GHSA-2").affects("npm", "lib").unfixed());
    UnaryOperator<Findings> noneOfTheSecondInAnythingThatAppNeeds =
        findings -> {
          List<Finding> left = new ArrayList<>(findings.findings());
          List<Component> components = findings.bom().components();
          for (Bom.Dependency need : findings.bom().dependencies()) {
            Component part = components.get(need.to());
            boolean known = components.get(need.from()).name().equals("app");
            left.removeIf(
                one -> known && one.component().equals(part) && one.id().equals("GHSA-2"));
          }
          return new Findings(findings.bom(), left, findings.coverage(), findings.advisories());
        };
    Findings findings =
        noneOfTheSecondInAnythingThatAppNeeds.apply(
            BomFixture.withoutDistribution()
                .language("npm", "app", "1.0.0")
                .language("npm", "lib", "1.0.0")
                .needs("app", "lib")
                .matched(advisories));

    Plan plan =
        new Planner(advisories, noneOfTheSecondInAnythingThatAppNeeds, new Replacements(List.of()))
            .plan(findings, new Prioritisation().of(findings), Origins.unknown());

    assertThat(lines(plan)).containsExactly("npm lib 1.0.0 -> 1.1.0 removes 1 of 1 in 1");
    assertThat(upgrades(plan).getFirst().introduces()).isEmpty();
    assertThat(plan.predicted()).isEmpty();
  }
}
