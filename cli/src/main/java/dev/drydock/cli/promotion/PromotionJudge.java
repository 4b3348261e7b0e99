package dev.drydock.cli.promotion;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.policy.LoadedPolicy;
import dev.drydock.cli.policy.PolicySetting;
import dev.drydock.cli.scan.Stages;
import dev.drydock.cli.standing.BaseStandings;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.Platform;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.facts.Facts;
import dev.drydock.policy.facts.ScanFacts;
import dev.drydock.policy.gate.Context;
import dev.drydock.policy.gate.Gate;
import dev.drydock.promotion.ImageJudge;
import dev.drydock.report.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Judges an image that is to be promoted as `drydock gate` does, and keeps what it found for who
/// is told of it.
final class PromotionJudge implements ImageJudge {
  private final Surroundings surroundings;
  private final Invocation invocation;
  private final LoadedPolicy policy;
  private final Stages stages;
  private final List<Result> results = new ArrayList<>();

  /// @param standings which bases are approved; `null` where the policy does not ask
  PromotionJudge(
      Surroundings surroundings,
      Invocation invocation,
      LoadedPolicy policy,
      ProgressLine progress,
      @Nullable BaseStandings standings)
      throws Failure {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.policy = policy;
    this.stages = new Stages(surroundings, invocation, progress, standings);
  }

  /// What a command fails with, on its way through the engine.
  static final class Carried extends IOException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    private Carried(Failure failure) {
      super(failure.getMessage(), failure);
      this.failure = failure;
    }

    Failure failure() {
      return failure;
    }
  }

  @Override
  public Verdict judge(ImageReference image, @Nullable Platform platform)
      throws IOException, InterruptedException {
    try {
      Stages.Scanned scanned = stages.scanOne("registry:" + image);
      Facts facts = ScanFacts.of(scanned.report());
      Context context =
          new Context(
              surroundings.creation().at(),
              PolicySetting.of(surroundings.environment(), invocation),
              null);
      Verdict verdict = Gate.judge(policy.policy(), facts, context);
      synchronized (results) {
        results.add(new Result(scanned.report(), verdict, policy.words()));
      }
      return verdict;
    } catch (Failure e) {
      throw new Carried(e);
    }
  }

  /// Of the images that were judged so far.
  List<Result> results() {
    synchronized (results) {
      return List.copyOf(results);
    }
  }
}
