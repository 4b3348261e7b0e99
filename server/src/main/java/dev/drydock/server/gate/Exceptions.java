package dev.drydock.server.gate;

import dev.drydock.policy.reading.InvalidPolicyException;
import dev.drydock.policy.rule.Policy;
import org.springframework.stereotype.Component;

/// What is excused in a project: by its policy, and by exceptions that were approved.
@Component
public class Exceptions {
  private final Lineages lineages;
  private final PolicyChains chains;

  Exceptions(Lineages lineages, PolicyChains chains) {
    this.lineages = lineages;
    this.chains = chains;
  }

  /// Asked once for all findings of an image. A project whose policy has a mistake excuses nothing.
  ///
  /// @param project its id
  public ProjectExceptions of(int project) {
    return lineages.project(project).map(this::of).orElse(ProjectExceptions.none(chains.today()));
  }

  ProjectExceptions of(Lineage lineage) {
    PolicyChain chain = chains.of(lineage);
    try {
      Policy policy = chain.read(chains.limits());
      return ProjectExceptions.of(policy, chains.today());
    } catch (InvalidPolicyException e) {
      return ProjectExceptions.none(chains.today());
    }
  }
}
