package dev.drydock.server.gate;

import dev.drydock.approval.standing.Standing;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Creation;
import dev.drydock.origin.BaseRecognition;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.facts.Facts;
import dev.drydock.policy.facts.ScanFacts;
import dev.drydock.policy.gate.Baseline;
import dev.drydock.policy.gate.Context;
import dev.drydock.policy.gate.Gate;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Scope;
import dev.drydock.report.Result;
import dev.drydock.scan.Examined;
import dev.drydock.scan.Scan;
import dev.drydock.scan.Scanner;
import dev.drydock.scan.StandingBase;
import dev.drydock.server.advisory.CurrentAdvisories;
import dev.drydock.server.advisory.CurrentGeneration;
import dev.drydock.server.web.Problem;
import dev.drydock.vex.VexStatements;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Judges images of the fleet by the policy of their project and the advisories of now, in the same
/// stages that the command line calls: so both say the same.
@Component
class Verdicts implements DisposableBean {
  private static final String BASE = "base";

  private final StoredImages images;
  private final StoredStandings standings;
  private final PolicyChains chains;
  private final CurrentAdvisories advisories;
  private final Clock clock;
  private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  Verdicts(
      StoredImages images,
      StoredStandings standings,
      PolicyChains chains,
      CurrentAdvisories advisories,
      Clock clock) {
    this.images = images;
    this.standings = standings;
    this.chains = chains;
    this.advisories = advisories;
    this.clock = clock;
  }

  /// Where the gate stands, and what it compares with.
  ///
  /// @param baseline the digest of an earlier image of the project, or `base` for the image's own
  ///   base image; `null` for nothing
  record Asked(@Nullable String branch, @Nullable String environment, @Nullable String baseline) {}

  /// @throws Problem 404 where the project has no such image, 409 where its policy has a mistake,
  ///   503 where there are no advisories yet
  Result judge(Lineage lineage, String digest, Asked asked) throws InterruptedException {
    PolicyPlace project = lineage.requireProject();
    PolicyChain chain = chains.of(lineage);
    Policy policy = chains.read(chain, lineage);
    CurrentGeneration generation =
        advisories
            .newest()
            .orElseThrow(
                () ->
                    new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The server has no advisories yet, and a verdict would say that all is well: its log tells why"));
    Instant now = clock.instant();
    places.acquire();
    try {
      Scan scan =
          scan(images.bom(project, digest), standings.of(project, digest, now), generation, now);
      Facts facts = ScanFacts.of(scan);
      Scope.Setting setting =
          new Scope.Setting(lineage.teamName(), asked.branch(), asked.environment());
      Baseline baseline = baseline(project, asked.baseline(), facts, generation, now);
      Verdict verdict =
          Gate.judge(policy, facts, new Context(scan.creation().at(), setting, baseline));
      return new Result(scan, verdict, String.join(", after ", policy.files().reversed()));
    } finally {
      places.release();
    }
  }

  private @Nullable Baseline baseline(
      PolicyPlace project,
      @Nullable String asked,
      Facts facts,
      CurrentGeneration generation,
      Instant now)
      throws InterruptedException {
    if (asked == null) {
      return null;
    }
    if (asked.equals(BASE)) {
      if (facts.image().base() == null) {
        throw Problem.invalid(
            "Nobody can tell which base image this one has; name the digest of an earlier image");
      }
      return Baseline.base(facts);
    }
    Scan earlier =
        scan(images.bom(project, asked), standings.of(project, asked, now), generation, now);
    return new Baseline(
        earlier.findings().bom().subject().reference(), ScanFacts.of(earlier), null);
  }

  private Scan scan(Bom bom, @Nullable Standing standing, CurrentGeneration generation, Instant now)
      throws InterruptedException {
    Examined of = Examined.of(bom);
    Examined examined =
        new Examined(
            bom,
            of.observations(),
            of.observed(),
            new BaseRecognition(StandingBase.known(standing, bom.subject()), null)
                .of(bom.subject()),
            of.bases(),
            of.undecided(),
            of.otherBases(),
            null,
            standing);
    return new Scanner(
            generation.index(), VexStatements.none(), new Creation(version(), now), executor)
        .scan(examined);
  }

  private static String version() {
    String version = Verdicts.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public void destroy() {
    executor.close();
  }
}
