package dev.drydock.fix;

import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.match.AdvisoryFixture;
import dev.drydock.match.BomFixture;
import dev.drydock.match.Findings;
import dev.drydock.origin.Origins;
import dev.drydock.triage.Prioritisation;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GoPlanTest {

  @Test
  void aProgramThatIsBuiltAgainHasThePackagesThatItHad() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("GO-1").affects("Go", "stdlib").fixedIn("1.22.4").packages("net/http"),
            record("GO-2").affects("Go", "stdlib").introduced("1.22.4").packages("net/mail"));
    Findings findings =
        BomFixture.withoutDistribution()
            .language("golang", "stdlib", "1.22.3")
            .packages("net/http", "runtime")
            .matched(advisories);

    Plan plan =
        new Planner(advisories, UnaryOperator.identity(), new Replacements(List.of()))
            .plan(findings, new Prioritisation().of(findings), Origins.unknown());

    assertThat(plan.actions().stream().flatMap(action -> action.upgrades().stream()))
        .singleElement()
        .satisfies(
            upgrade -> {
              assertThat(upgrade.to()).isEqualTo("1.22.4");
              assertThat(upgrade.removes()).containsExactly(0);
            });
    assertThat(plan.remaining()).isEmpty();
    assertThat(plan.predicted()).isEmpty();
  }
}
