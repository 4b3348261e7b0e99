package dev.drydock.cli.gate;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.fleet.FleetUpload;
import dev.drydock.cli.fleet.ServerUnreachableException;
import dev.drydock.cli.policy.LoadedPolicy;
import dev.drydock.cli.policy.PolicySetting;
import dev.drydock.cli.policy.ServerPolicy;
import dev.drydock.cli.report.Comments;
import dev.drydock.cli.report.Reports;
import dev.drydock.cli.scan.ImageCommands;
import dev.drydock.cli.scan.Stages;
import dev.drydock.cli.standing.BaseStandings;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.ImageException;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.facts.Facts;
import dev.drydock.policy.facts.ScanFacts;
import dev.drydock.policy.gate.Baseline;
import dev.drydock.policy.gate.Context;
import dev.drydock.policy.gate.Gate;
import dev.drydock.policy.rule.Policy;
import dev.drydock.report.Result;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `drydock gate`: an image judged by a policy.
public final class GateCommand {
  private GateCommand() {}

  public static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String reference = invocation.argument("an image");
    Reports documents = Reports.of(surroundings, invocation);
    Comments comments = Comments.of(surroundings, invocation);
    FleetUpload upload = FleetUpload.of(surroundings, invocation, reference, true);
    // first: a policy that is not understood is told before an image is fetched
    LoadedPolicy loaded = ServerPolicy.orLocal(surroundings, invocation, reference);
    Stages.Scanned scanned;
    try (BaseStandings standings = BaseStandings.of(surroundings, invocation, loaded.policy())) {
      scanned = ImageCommands.scanOne(surroundings, invocation, reference, standings);
    } catch (ImageException e) {
      if (e.kind() == ImageException.Kind.UNAVAILABLE
          && loaded.policy().unreachable() == Policy.Unreachable.PASS) {
        surroundings
            .err()
            .println(
                "drydock: PASSED without a look, as the policy says (on-unreachable: pass): "
                    + ErrorLine.oneLine(String.valueOf(e.getMessage())));
        return ExitCode.OK;
      }
      throw e;
    }
    Facts facts = ScanFacts.of(scanned.report());
    Context context =
        new Context(
            surroundings.creation().at(),
            PolicySetting.of(surroundings.environment(), invocation).ofTeam(loaded.team()),
            baseline(surroundings, invocation, facts));
    Verdict verdict = Gate.judge(loaded.policy(), facts, context);
    List<Result> results = List.of(new Result(scanned.report(), verdict, loaded.words()));
    documents.write(reference, results, false, scanned.project());
    comments.post(results);
    boolean told = tell(surroundings, upload, scanned, verdict, loaded);
    return !verdict.passes() ? ExitCode.GATE : told ? ExitCode.OK : ExitCode.INPUT;
  }

  /// Brings the image to the server that watches it.
  ///
  /// @return false where that could not be told, and the policy does not let that pass
  private static boolean tell(
      Surroundings surroundings,
      FleetUpload upload,
      Stages.Scanned scanned,
      Verdict verdict,
      LoadedPolicy loaded)
      throws IOException, InterruptedException, Failure {
    try {
      upload.send(scanned.report(), scanned.index(), verdict, loaded.words());
      return true;
    } catch (ServerUnreachableException e) {
      boolean open = loaded.policy().unreachable() == Policy.Unreachable.PASS;
      surroundings
          .err()
          .println(
              "drydock: nobody watches this image yet: "
                  + ErrorLine.of(e)
                  + (open ? " (the policy lets that pass, on-unreachable: pass)" : ""));
      return open;
    }
  }

  private static @Nullable Baseline baseline(
      Surroundings surroundings, Invocation invocation, Facts facts)
      throws IOException, InterruptedException, Failure {
    String name = invocation.value("--baseline");
    if (name == null) {
      return null;
    }
    if (name.equals("base")) {
      if (facts.image().base() == null) {
        throw Failure.input(
            "--baseline base: nobody can tell which base image this one has; name an earlier scan"
                + " or image instead",
            null);
      }
      return Baseline.base(facts);
    }
    return Baselines.read(surroundings, invocation, name);
  }
}
