package dev.drydock.server.gate;

import dev.drydock.policy.reading.InvalidPolicyException;
import dev.drydock.policy.rule.Approval;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Span;
import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Permission;
import dev.drydock.server.gate.PolicyChain.Link;
import dev.drydock.server.web.Problem;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// What the policy of a project says of exceptions: what they may say, and who decides.
@Component
class ExceptionRules {
  private final PolicyChains chains;
  private final ExceptionStore exceptions;

  ExceptionRules(PolicyChains chains, ExceptionStore exceptions) {
    this.chains = chains;
    this.exceptions = exceptions;
  }

  /// Whether an exception could stand in the policy as it is now.
  ///
  /// @throws PolicyRefused where it could not
  void requireAllowed(Lineage lineage, ExceptionText text) {
    PolicyChain chain = chains.of(lineage);
    Policy policy = chains.read(chain, lineage);
    requireEnd(policy, text);
    Link own = ApprovedExceptions.link(lineage.place().name(), List.of(text.keys()));
    try {
      chain.and(new Link(own.level(), own.name() + "/asked", 0, own.text())).read(chains.limits());
    } catch (InvalidPolicyException e) {
      throw new PolicyRefused(
          "The policy does not allow this exception: " + e.problems().getFirst().message(),
          e.problems());
    }
  }

  private void requireEnd(Policy policy, ExceptionText text) {
    LocalDate until = text.until();
    LocalDate today = chains.today();
    if (until == null) {
      return; // whether it needs one the reader tells
    }
    if (until.isBefore(today)) {
      throw Problem.invalid("until is over already: name a day that is not before " + today);
    }
    Span longest = policy.longest();
    if (longest != null && until.isAfter(today.plusDays(longest.days()))) {
      throw Problem.invalid(
          "The policy allows exceptions for "
              + longest.words()
              + " at most: name a day that is not after "
              + today.plusDays(longest.days()));
    }
  }

  LocalDate today() {
    return chains.today();
  }

  Approval approval(Lineage lineage) {
    return chains.effective(lineage).approval();
  }

  /// @throws Problem where somebody else decides
  void requireApprover(
      Lineage lineage, Approval approval, Caller caller, PolicyException exception) {
    Integer asker = exception.accountId();
    if (asker != null && asker == caller.account()) {
      throw forbidden("You asked for it, so somebody else decides; you can withdraw it");
    }
    if (!mayDecide(lineage, approval, caller)) {
      throw forbidden("By the policy, who decides is " + approval.by().title());
    }
    if (!exceptions.isPerson(caller.account())) {
      throw forbidden("People decide on exceptions, and this is a service account: sign in");
    }
  }

  static boolean mayDecide(Lineage lineage, Approval approval, Caller caller) {
    Permission permission =
        switch (approval.by()) {
          case SECURITY -> Permission.DECIDE;
          case MAINTAINER -> Permission.MANAGE;
        };
    return caller.may(permission, lineage.access());
  }

  static Problem forbidden(String detail) {
    return new Problem(HttpStatus.FORBIDDEN, detail);
  }
}
