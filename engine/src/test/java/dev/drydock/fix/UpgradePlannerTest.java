package dev.drydock.fix;

import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.match.AdvisoryFixture;
import dev.drydock.match.BomFixture;
import dev.drydock.match.Findings;
import dev.drydock.triage.Prioritisation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpgradePlannerTest {

  private static UpgradePlan plan(BomFixture image, AdvisoryFixture advisories) {
    Findings findings = image.matched(advisories);
    return new UpgradePlanner().plan(findings, new Prioritisation().of(findings), advisories);
  }

  /// `name from -> to removes n of m (components)`.
  private static List<String> lines(UpgradePlan plan) {
    List<String> lines = new ArrayList<>();
    for (Upgrade upgrade : plan.upgrades()) {
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

    UpgradePlan plan =
        plan(
            BomFixture.on("debian", "11")
                .deb("libssl1.1", "1.1-1+b1", "openssl", "1.1-1")
                .deb("openssl", "1.1-1", "openssl", "1.1-1"),
            advisories);

    assertThat(lines(plan)).containsExactly("deb openssl 1.1-1 -> 1.1-10 removes 4 of 6 in 2");
    assertThat(plan.withoutFix()).hasSize(2);
    assertThat(plan.upgrades().getFirst().components()).containsExactly(0, 1);
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

    UpgradePlan plan =
        plan(BomFixture.withoutDistribution().language("npm", "x", "1.0.0"), advisories);

    assertThat(lines(plan)).containsExactly("npm x 1.0.0 -> 1.3.0 removes 1 of 1 in 1");
    assertThat(plan.upgrades().getFirst().introduces()).isEmpty();
  }

  @Test
  void whatTheNewVersionBringsIsSaid() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("GHSA-1").affects("npm", "x").fixedIn("2.0.0"),
            record("GHSA-2").affects("npm", "x").introduced("2.0.0"));

    assertThat(
            plan(BomFixture.withoutDistribution().language("npm", "x", "1.0.0"), advisories)
                .upgrades()
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

    UpgradePlan plan =
        plan(BomFixture.withoutDistribution().language("pypi", "x", "1.0"), advisories);

    assertThat(plan.upgrades()).isEmpty();
    assertThat(plan.withoutFix()).containsExactly(0);
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
            plan(
                    BomFixture.withoutDistribution()
                        .language("npm", "also", "1.0.0")
                        .language("npm", "attacked", "1.0.0")
                        .language("npm", "critical", "1.0.0")
                        .language("npm", "medium", "1.0.0"),
                    advisories)
                .upgrades())
        .extracting(Upgrade::name)
        .containsExactly("attacked", "critical", "medium", "also");
  }

  @Test
  void whatCannotBeComparedIsNotPlanned() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(record("GO-1").affects("Go", "m").fixedIn("1.2.0"));

    UpgradePlan plan =
        plan(BomFixture.withoutDistribution().language("golang", "m", "(devel)"), advisories);

    assertThat(plan.upgrades()).isEmpty();
    assertThat(plan.withoutFix()).containsExactly(0);
  }

  @Test
  void nothingToDoWhereNothingIsWrong() {
    UpgradePlan plan =
        plan(BomFixture.withoutDistribution().language("npm", "x", "1.0.0"), AdvisoryFixture.of());

    assertThat(plan.upgrades()).isEmpty();
    assertThat(plan.withoutFix()).isEmpty();
  }
}
