package dev.drydock.server.gate;

import dev.drydock.policy.reading.InvalidPolicyException;
import dev.drydock.policy.rule.PolicyWords;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells what counts in a place, whether it is right or not.
@Component
class EffectivePolicies {
  private final PolicyStore policies;
  private final PolicyChains chains;

  EffectivePolicies(PolicyStore policies, PolicyChains chains) {
    this.policies = policies;
    this.chains = chains;
  }

  EffectivePolicy of(Lineage lineage) {
    // before the documents: who edits what was shown must not overwrite what came in between
    int version = policies.newest(lineage.place()).version();
    PolicyChain chain = chains.of(lineage);
    List<List<String>> explanation = null;
    List<Mistake> problems = List.of();
    try {
      explanation = PolicyWords.of(chain.read(chains.limits()));
    } catch (InvalidPolicyException e) {
      problems = PolicyRefusedAdvice.answers(e.problems());
    }
    return new EffectivePolicy(
        lineage.place().name(), lineage.teamName(), version, chain.links(), explanation, problems);
  }
}
