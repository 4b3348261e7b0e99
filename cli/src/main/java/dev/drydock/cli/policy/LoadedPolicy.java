package dev.drydock.cli.policy;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.policy.bundle.UnreachableBundleException;
import dev.drydock.policy.reading.InvalidPolicyException;
import dev.drydock.policy.reading.PolicyReader;
import dev.drydock.policy.reading.Problem;
import dev.drydock.policy.rule.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The policy that counts: that of `--policy`, else of `drydock.yaml` in the current directory,
/// else the one that comes along.
///
/// @param words which one it is, for people
/// @param team whose image is judged, where a server has said it; `null` where nobody has
public record LoadedPolicy(Policy policy, String words, @Nullable String team) {
  public static final String FILE = "drydock.yaml";

  LoadedPolicy(Policy policy, String words) {
    this(policy, words, null);
  }

  public static LoadedPolicy of(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    String given = invocation.value("--policy");
    Path file = PathArgument.of(given == null ? FILE : given);
    boolean builtIn = given == null ? !Files.exists(file) : given.equals(PolicyReader.BUILT_IN);
    try {
      if (builtIn) {
        return new LoadedPolicy(
            PolicyReader.builtIn(surroundings.limits()),
            given == null
                ? "Drydock's own, as there is no " + FILE + " here; `drydock policy show` prints it"
                : "Drydock's own");
      }
      Policy policy =
          PolicyReader.read(
              file, surroundings.limits(), new PolicyBundles(surroundings, invocation));
      return new LoadedPolicy(policy, String.join(", after ", policy.files().reversed()));
    } catch (InvalidPolicyException e) {
      throw mistakes(e);
    } catch (UnreachableBundleException e) {
      throw Failure.input(ErrorLine.of(e), e);
    } catch (IOException e) {
      throw Failure.usage("the policy cannot be read: " + ErrorLine.of(e));
    }
  }

  /// One line for each.
  public static Failure mistakes(InvalidPolicyException e) {
    StringBuilder all = new StringBuilder();
    for (Problem problem : e.problems()) {
      all.append(all.isEmpty() ? "" : "\ndrydock: ").append(ErrorLine.oneLine(problem.toString()));
    }
    return Failure.usage(all.toString());
  }
}
