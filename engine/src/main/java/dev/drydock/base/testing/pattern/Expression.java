package dev.drydock.base.testing.pattern;

import java.util.List;

/// A parsed regular expression.
sealed interface Expression {
  /// One character of a set.
  record Take(CharacterSet set) implements Expression {}

  /// No character, at certain places only.
  record Assert(Assertion assertion) implements Expression {}

  record Sequence(List<Expression> parts) implements Expression {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  record Choice(List<Expression> alternatives) implements Expression {
    public Choice {
      alternatives = List.copyOf(alternatives);
    }
  }

  /// @param most -1 for any number
  record Repeat(Expression what, int least, int most) implements Expression {}
}
