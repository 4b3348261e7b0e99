package dev.drydock.server.gate;

import dev.drydock.limits.Limits;
import dev.drydock.policy.reading.InvalidPolicyException;
import dev.drydock.policy.rule.Policy;
import dev.drydock.server.gate.PolicyChain.Link;
import dev.drydock.server.web.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// What counts where: the documents of a place and of those above it, and the exceptions that were
/// approved.
@Component
class PolicyChains {
  private final PolicyStore policies;
  private final ApprovedExceptions exceptions;
  private final Clock clock;
  private final Limits limits = Limits.defaults();

  PolicyChains(PolicyStore policies, ApprovedExceptions exceptions, Clock clock) {
    this.policies = policies;
    this.exceptions = exceptions;
    this.clock = clock;
  }

  Limits limits() {
    return limits;
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  PolicyChain of(Lineage lineage) {
    PolicyChain chain = withoutExceptions(lineage);
    PolicyPlace place = lineage.place();
    return place.level() == PolicyPlace.Level.PROJECT
        ? exceptions.of(place, today()).map(chain::and).orElse(chain)
        : chain;
  }

  PolicyChain withoutExceptions(Lineage lineage) {
    List<Link> links = new ArrayList<>();
    for (PolicyPlace place : lineage.places()) {
      PolicyVersion newest = policies.newest(place);
      if (newest.document() != null) {
        links.add(
            new Link(place.level().word(), place.name(), newest.version(), newest.document()));
      }
    }
    return new PolicyChain(links);
  }

  /// The policy that counts.
  ///
  /// @throws Problem where it is wrong: a gate that does not understand its orders stays closed
  Policy effective(Lineage lineage) {
    return read(of(lineage), lineage);
  }

  Policy read(PolicyChain chain, Lineage lineage) {
    try {
      return chain.read(limits);
    } catch (InvalidPolicyException e) {
      throw new Problem(
          HttpStatus.CONFLICT,
          "The policy of "
              + lineage.place().name()
              + " has a mistake, so nothing is judged by it; mend it first: "
              + e.problems().getFirst());
    }
  }
}
