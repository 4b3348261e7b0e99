package dev.drydock.policy.rule;

import dev.drydock.policy.facts.Facts;
import dev.drydock.policy.facts.Item;
import java.time.Instant;

/// A condition that is written as an expression.
public interface Expression {

  /// As the policy has it.
  String text();

  /// @throws BrokenExpressionException where it cannot be evaluated for the item
  boolean holds(Item item, Facts facts, Instant now) throws BrokenExpressionException;
}
