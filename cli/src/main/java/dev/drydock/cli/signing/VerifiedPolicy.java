package dev.drydock.cli.signing;

import dev.drydock.approval.LayerContents;
import dev.drydock.approval.standing.Standing;
import dev.drydock.attest.Checked;
import dev.drydock.attest.Verification;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.policy.LoadedPolicy;
import dev.drydock.cli.policy.PolicySetting;
import dev.drydock.cli.standing.BaseStandings;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.policy.Level;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.policy.facts.Facts;
import dev.drydock.policy.facts.RecordedFacts;
import dev.drydock.policy.facts.StandingFacts;
import dev.drydock.policy.gate.Context;
import dev.drydock.policy.gate.Gate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a policy says of the newest trusted scan beside an image, on the day on which it is asked:
/// exceptions may have ended since, and bases may have been revoked.
final class VerifiedPolicy implements AutoCloseable {
  private final Surroundings surroundings;
  private final Invocation invocation;
  private final LoadedPolicy loaded;
  private final @Nullable BaseStandings standings;

  private VerifiedPolicy(
      Surroundings surroundings,
      Invocation invocation,
      LoadedPolicy loaded,
      @Nullable BaseStandings standings) {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.loaded = loaded;
    this.standings = standings;
  }

  /// `null` where nobody asks for one.
  static @Nullable VerifiedPolicy of(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    if (!invocation.has("--policy")) {
      return null;
    }
    LoadedPolicy loaded = LoadedPolicy.of(surroundings, invocation);
    return new VerifiedPolicy(
        surroundings,
        invocation,
        loaded,
        BaseStandings.of(surroundings, invocation, loaded.policy()));
  }

  /// Why the image does not pass, one line each.
  List<String> problems(SignedImage image, Verification verification)
      throws IOException, InterruptedException, Failure {
    Checked.Trusted scan = verification.newest(PredicateType.SCAN.uri()).orElse(null);
    if (scan == null) {
      return List.of("no trusted scan that the policy could judge; `drydock attest --type scan`");
    }
    Facts facts;
    try {
      facts = RecordedFacts.of(scan.predicate(), "the trusted scan");
    } catch (IOException e) {
      return List.of(ErrorLine.of(e));
    }
    String digest = facts.image().digest();
    if (digest != null && !digest.equals(image.subject().digest().toString())) {
      return List.of("the trusted scan is one of another image, " + ErrorLine.oneLine(digest));
    }
    if (standings != null) {
      facts = facts.standing(StandingFacts.of(standing(standings, facts, image)));
    }
    Context context =
        new Context(
            surroundings.clock().instant(),
            PolicySetting.of(surroundings.environment(), invocation),
            null);
    List<String> problems = words(Gate.judge(loaded.policy(), facts, context));
    StandingFacts standing = facts.image().standing();
    if (!problems.isEmpty() && standing != null && standing.reference() != null) {
      problems.add("it stands upon " + ErrorLine.oneLine(standing.told()));
    }
    return problems;
  }

  /// What was found of the layers by who is trusted is what it was; what it is worth is asked anew.
  private Standing standing(BaseStandings standings, Facts facts, SignedImage image)
      throws IOException, InterruptedException {
    StandingFacts then = facts.image().standing();
    String base = then == null ? null : then.digest();
    return base == null
        ? standings.of(LayerContents.of(image.repository(), image.subject(), surroundings.limits()))
        : standings.since(base);
  }

  private static List<String> words(Verdict verdict) {
    Map<String, List<Violation>> byRule = new LinkedHashMap<>();
    for (Violation violation : verdict.of(Level.DENY)) {
      byRule.computeIfAbsent(violation.rule(), _ -> new ArrayList<>()).add(violation);
    }
    List<String> problems = new ArrayList<>();
    byRule.forEach(
        (rule, violations) ->
            problems.add(
                "the policy's rule "
                    + rule
                    + " stops it"
                    + (violations.size() == 1 ? "" : " (" + violations.size() + " times)")
                    + ": "
                    + ErrorLine.oneLine(violations.getFirst().reason())));
    return problems;
  }

  @Override
  public void close() {
    if (standings != null) {
      standings.close();
    }
  }
}
