package dev.drydock.scan;

import dev.drydock.advisory.Advisories;
import dev.drydock.bom.Creation;
import dev.drydock.bom.Distribution;
import dev.drydock.fix.Plan;
import dev.drydock.fix.Planner;
import dev.drydock.fix.Replacements;
import dev.drydock.match.Findings;
import dev.drydock.match.Matcher;
import dev.drydock.match.lifecycle.EndOfLife;
import dev.drydock.origin.Origin;
import dev.drydock.origin.Origins;
import dev.drydock.triage.Judgement;
import dev.drydock.triage.Prioritisation;
import dev.drydock.vex.Assessed;
import dev.drydock.vex.VexStatements;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// The stages from what is in an image to what there is to be done about it, in their one order:
/// matching, VEX, priorities, plan, repairs. Every surface asks this one, so that the same image
/// gets the same answer everywhere.
///
/// May be used by several threads at once.
public final class Scanner {
  private final Advisories advisories;
  private final VexStatements vex;
  private final Creation creation;
  private final ExecutorService executor;

  /// @param vex what makers of products say, for all images
  /// @param creation when the scans are made, and by what
  /// @param executor for what can be looked up meanwhile
  public Scanner(
      Advisories advisories, VexStatements vex, Creation creation, ExecutorService executor) {
    this.advisories = advisories;
    this.vex = vex;
    this.creation = creation;
    this.executor = executor;
  }

  public Scan scan(Examined image) throws InterruptedException {
    Future<Optional<EndOfLife>> endOfLife = endOfLife(image);
    Assessed assessed = vex.apply(new Matcher().match(image.bom(), advisories));
    Findings findings = assessed.findings();
    List<Judgement> judgements = new Prioritisation().of(findings);
    Plan plan =
        new Planner(advisories, after -> vex.apply(after).findings(), Replacements.builtIn())
            .plan(findings, judgements, image.origins(), image.bases())
            .withUndecided(image.undecided());
    if (leavesSomethingOfBase(plan, findings, image.origins())) {
      plan = plan.withUndecided(image.otherBases().get());
    }
    Examined.Source source = image.source();
    return new Scan(
        findings,
        judgements,
        image.origins(),
        plan,
        creation,
        assessed.assessment(),
        result(endOfLife).orElse(null),
        image.observations(),
        image.observed(),
        source == null ? null : source.repaired(image, plan.actions()),
        image.standing());
  }

  /// In another thread, since its table of dates is read first.
  private Future<Optional<EndOfLife>> endOfLife(Examined image) {
    Distribution distribution = image.bom().distribution();
    Instant now = creation.at();
    return executor.submit(() -> EndOfLife.of(distribution, now));
  }

  private static boolean leavesSomethingOfBase(Plan plan, Findings findings, Origins origins) {
    return plan.remaining().stream()
        .anyMatch(
            one -> origins.of(findings.findings().get(one.finding()).component()) == Origin.BASE);
  }

  private static <T> T result(Future<T> running) throws InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    }
  }
}
