package dev.drydock.server.gate;

import dev.drydock.policy.reading.InvalidPolicyException;
import dev.drydock.policy.reading.Problem;
import dev.drydock.policy.rule.Excuse;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Source;
import dev.drydock.server.access.Caller;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.gate.PolicyChain.Link;
import dev.drydock.server.web.Versions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Edits of policies. None is taken that is wrong, or that would make one below it wrong.
@Component
class PolicyEdits {
  private final PolicyStore policies;
  private final PolicyChains chains;
  private final PoliciesBelow below;
  private final AuditLog audit;
  private final Clock clock;

  PolicyEdits(
      PolicyStore policies, PolicyChains chains, PoliciesBelow below, AuditLog audit, Clock clock) {
    this.policies = policies;
    this.chains = chains;
    this.below = below;
    this.audit = audit;
    this.clock = clock;
  }

  /// What the audit log has of a version.
  private record Written(int version, @Nullable String document, String reason) {}

  /// @param expected the version that the caller has read
  /// @param document `null` to take it away
  /// @param reason why, for those who read the history
  /// @return what counts now
  @Transactional
  PolicyVersion edit(
      Lineage lineage, Caller caller, int expected, @Nullable String document, String reason) {
    policies.lock(lineage.organisation().id());
    PolicyVersion before = policies.newest(lineage.place());
    if (before.version() != expected) {
      throw Versions.changed();
    }
    if (Objects.equals(before.document(), document)) {
      return before;
    }
    requireRight(lineage, document);
    List<Problem> broken = below.broken(lineage, before.document(), document);
    if (!broken.isEmpty()) {
      throw new PolicyRefused(
          "This would break policies below it, which are named in problems; let those who keep them"
              + " change them first, or leave out what they cannot live with",
          broken);
    }
    int version = before.version() + 1;
    policies.add(lineage, version, document, reason, caller, clock.instant());
    audit.record(
        caller,
        lineage.organisation().id(),
        document == null ? "policy.removed" : "policy.written",
        "policy/" + lineage.place().name(),
        before.version() == 0
            ? null
            : new Written(before.version(), before.document(), before.reason()),
        new Written(version, document, reason));
    return policies.newest(lineage.place());
  }

  private void requireRight(Lineage lineage, @Nullable String document) {
    if (document == null) {
      return;
    }
    PolicyPlace place = lineage.place();
    List<Link> links = new ArrayList<>(chains.withoutExceptions(lineage).links());
    links.removeIf(link -> link.name().equals(place.name()));
    links.add(new Link(place.level().word(), place.name(), 0, document));
    try {
      Policy policy = new PolicyChain(links).read(chains.limits());
      if (place.level() != PolicyPlace.Level.ORGANISATION) {
        requireNoExceptions(place, policy);
      }
    } catch (InvalidPolicyException e) {
      throw new PolicyRefused("The policy has mistakes, and is not taken", e.problems());
    }
  }

  /// Below the organisation exceptions are asked for, so that who the policy names decides.
  private static void requireNoExceptions(PolicyPlace place, Policy policy)
      throws InvalidPolicyException {
    List<Problem> problems = new ArrayList<>();
    for (Excuse excuse : policy.excuses()) {
      Source source = excuse.source();
      if (source.file().equals(place.name())) {
        problems.add(
            new Problem(
                source,
                "on a server exceptions of teams and projects are asked for, and somebody else"
                    + " approves them: POST it to the project's exceptions, and leave it out here"));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidPolicyException(problems);
    }
  }
}
