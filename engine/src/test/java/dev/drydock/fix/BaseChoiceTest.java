package dev.drydock.fix;

import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.match.AdvisoryFixture;
import dev.drydock.match.BomFixture;
import dev.drydock.match.Findings;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origins;
import dev.drydock.triage.Prioritisation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which base a plan builds upon where nothing of what another one removes is urgent.
class BaseChoiceTest {
  private static final Origins BASE =
      new Origins(new BaseImage("debian:11", null, 1, BaseImage.Evidence.LAYERS));

  /// Packages of the base without a fix, each with one finding of that severity.
  private static AdvisoryFixture unfixed(int count, String severity) {
    List<AdvisoryFixture.Record> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(
          record("DSA-" + i + "-1")
              .upstream("CVE-2024-" + (1000 + i))
              .word(severity)
              .affects("Debian:11", "package" + i)
              .unfixed());
    }
    return AdvisoryFixture.of(records.toArray(AdvisoryFixture.Record[]::new));
  }

  private static Plan plan(int count, String severity, String reference, String release) {
    AdvisoryFixture advisories = unfixed(count, severity);
    BomFixture image = BomFixture.on("debian", "11");
    BomFixture candidate = BomFixture.on("debian", release);
    for (int i = 0; i < count; i++) {
      image.deb("package" + i, "1-1");
    }
    candidate.deb("base-files", "12");
    Findings findings = image.matched(advisories);
    return new Planner(advisories, UnaryOperator.identity(), new Replacements(List.of()))
        .plan(
            findings,
            new Prioritisation().of(findings),
            BASE,
            List.of(new BaseCandidate(reference, null, candidate.bom())));
  }

  /// A newer build is 1 unit of effort, another variant of the release 3, another release 8; each
  /// unit has to remove what weighs 4.
  @ParameterizedTest
  @CsvSource({
    "debian:11, 11, medium, 2, false",
    "debian:11, 11, medium, 3, true",
    "debian:11, 11, low, 4, false",
    "debian:11, 11, low, 5, true",
    "debian:11-slim, 11, medium, 6, false",
    "debian:11-slim, 11, medium, 7, true",
    "debian:12, 12, low, 32, false",
    "debian:12, 12, low, 33, true",
    "debian:12, 12, medium, 120, true",
    "debian:12, 12, negligible, 120, false",
  })
  void whatCanWaitIsRemovedWhereThatIsAGoodTrade(
      String reference, String release, String severity, int count, boolean taken) {
    Plan plan = plan(count, severity, reference, release);

    assertThat(plan.actions())
        .extracting(Action::kind)
        .containsExactlyElementsOf(taken ? List.of(Action.Kind.CHANGE_BASE) : List.of());
    assertThat(plan.predicted()).hasSize(taken ? 0 : count);
  }

  @Test
  void whatIsUrgentComesFirst() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
                record("DSA-1-1")
                    .upstream("CVE-1")
                    .word("low")
                    .affects("Debian:11", "openssl")
                    .unfixed())
            .exploited("CVE-1", "2024-01-01", 0.5);
    Findings findings = BomFixture.on("debian", "11").deb("openssl", "1-1").matched(advisories);
    BomFixture candidate = BomFixture.on("debian", "12").deb("base-files", "12");

    Plan plan =
        new Planner(advisories, UnaryOperator.identity(), new Replacements(List.of()))
            .plan(
                findings,
                new Prioritisation().of(findings),
                BASE,
                List.of(new BaseCandidate("debian:12", null, candidate.bom())));

    assertThat(plan.actions())
        .singleElement()
        .satisfies(action -> assertThat(action.effort()).isEqualTo(Effort.LARGE));
  }

  /// Without a package manager nothing of the base can be upgraded in the Dockerfile.
  @ParameterizedTest
  @CsvSource({"apt, UPGRADE_PACKAGES", "base-files, CHANGE_BASE"})
  void aBaseThatNobodyCanUpgradeGivesWayToAnotherOne(String installed, Action.Kind expected) {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("DSA-1-1").word("critical").affects("Debian:11", "openssl").fixedIn("1-2"));
    Findings findings =
        BomFixture.on("debian", "11")
            .deb(installed, "1-1")
            .deb("openssl", "1-1")
            .matched(advisories);
    BomFixture candidate =
        BomFixture.on("debian", "11").deb(installed, "1-1").deb("openssl", "1-2");

    Plan plan =
        new Planner(advisories, UnaryOperator.identity(), new Replacements(List.of()))
            .plan(
                findings,
                new Prioritisation().of(findings),
                BASE,
                List.of(new BaseCandidate("debian:11-slim", null, candidate.bom())));

    assertThat(plan.actions()).extracting(Action::kind).containsExactly(expected);
    assertThat(plan.predicted()).isEmpty();
  }
}
