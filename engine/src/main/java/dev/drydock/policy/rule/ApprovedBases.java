package dev.drydock.policy.rule;

import dev.drydock.policy.bundle.PolicySource.TrustedKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where approved base images are, and whose approval counts.
///
/// @param registry host and path: `registry.example.org/bases`
/// @param repositories below it; empty for all that the registry lists
/// @param required how many different people have to approve
/// @param expires how long an approval counts at most; `null` for as long as it says itself
/// @param source where it is said
public record ApprovedBases(
    String registry,
    List<String> repositories,
    List<Approver> approvers,
    int required,
    @Nullable Span expires,
    Source source) {
  public ApprovedBases {
    repositories = List.copyOf(repositories);
    approvers = List.copyOf(approvers);
  }

  /// Who may approve.
  ///
  /// @param keys public ones, any of which is the person's signature
  public record Approver(String name, List<TrustedKey> keys) {
    public Approver {
      keys = List.copyOf(keys);
    }
  }

  /// For people: one sentence each.
  List<String> words() {
    List<String> names = new ArrayList<>();
    approvers.forEach(one -> names.add(one.name()));
    List<String> words = new ArrayList<>();
    words.add(
        "They lie in "
            + registry
            + (repositories.isEmpty()
                ? ", in all repositories that it lists."
                : ", in " + String.join(", ", repositories) + "."));
    words.add(
        "A base is approved where "
            + (required == 1 ? "one" : Integer.toString(required) + " different people")
            + " of these "
            + (required == 1 ? "has" : "have")
            + " signed that: "
            + String.join(", ", names)
            + (expires == null ? "." : "; for " + expires.words() + " at most."));
    words.add("From " + source + ".");
    return words;
  }
}
