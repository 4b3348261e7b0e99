package dev.drydock.project.requirement;

/// What a bound says of versions. The ecosystems write these differently; `~` alone has two
/// meanings.
public enum Operator {
  /// This one only.
  EXACT,
  /// From this one until the first number that is not zero changes.
  CARET,
  /// From this one until the second number changes, or the first where there is only one.
  TILDE,
  /// From this one until the last but one of the written numbers changes: `~>` of RubyGems, `~=` of
  /// PEP 440, `~` of Composer.
  PESSIMISTIC,
  /// All that begin with these numbers: `1.2.*`.
  WILDCARD,
  AT_LEAST,
  ABOVE,
  BELOW,
  AT_MOST,
  NOT;

  /// Whether it says where the admitted versions start.
  boolean isFloor() {
    return switch (this) {
      case EXACT, CARET, TILDE, PESSIMISTIC, WILDCARD, AT_LEAST, ABOVE -> true;
      case BELOW, AT_MOST, NOT -> false;
    };
  }
}
