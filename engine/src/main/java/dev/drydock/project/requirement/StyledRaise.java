package dev.drydock.project.requirement;

import java.util.Arrays;
import java.util.Optional;

/// One bound that is raised so that its author would recognise it.
///
/// @param addition what has to be said beside it: `~=1.2` raised to 1.3.5 is `~=1.3,>=1.3.5`, since
///   `~=1.3.5` would end at 1.4
record StyledRaise(Bound bound, Optional<Bound> addition) {

  private StyledRaise(Bound bound) {
    this(bound, Optional.empty());
  }

  static Bound atLeast(RequirementSyntax syntax, String version) {
    return new Bound(Operator.AT_LEAST, syntax.atLeast(), version, "", -1, -1);
  }

  static StyledRaise of(RequirementSyntax syntax, Bound bound, String version) {
    return switch (bound.operator()) {
      case EXACT, CARET, AT_LEAST, AT_MOST -> new StyledRaise(bound.withVersion(version));
      case ABOVE -> new StyledRaise(bound.with(Operator.AT_LEAST, ">=", version));
      case BELOW -> new StyledRaise(bound.withVersion(end(bound.version(), version)));
      case NOT -> new StyledRaise(bound);
      case TILDE -> tilde(bound, version);
      case PESSIMISTIC -> pessimistic(syntax, bound, version);
      case WILDCARD -> wildcard(syntax, bound, version);
    };
  }

  /// `~1` ends where `^1` does, `~1.5.2` would end before.
  private static StyledRaise tilde(Bound bound, String version) {
    return bound.release().length == 1 && Release.of(version).length > 1
        ? major(bound, version)
        : new StyledRaise(bound.withVersion(version));
  }

  /// From `version` until its first number changes. `^0.3.1` ends at 0.4, so that 0 has to be
  /// written out.
  private static StyledRaise major(Bound bound, String version) {
    return Release.of(version)[0] > 0
        ? new StyledRaise(bound.with(Operator.CARET, "^", version))
        : new StyledRaise(
            bound.with(Operator.AT_LEAST, ">=", version),
            Optional.of(new Bound(Operator.BELOW, "<", "1", "", -1, -1)));
  }

  private static StyledRaise pessimistic(RequirementSyntax syntax, Bound bound, String version) {
    long[] to = Release.of(version);
    int numbers = bound.release().length;
    boolean plain = Release.end(version) == version.length();
    if (to.length <= numbers) {
      String padding = plain ? ".0".repeat(numbers - to.length) : "";
      return new StyledRaise(bound.withVersion(version + padding));
    }
    if (syntax == RequirementSyntax.COMPOSER && numbers <= 2 && to[0] > 0) {
      return new StyledRaise(bound.with(Operator.CARET, "^", version));
    }
    return cut(syntax, bound.withVersion(Release.text(to, numbers)), version);
  }

  /// With the whole version beside it where the cut one starts too early.
  private static StyledRaise cut(RequirementSyntax syntax, Bound bound, String version) {
    boolean whole =
        Release.end(version) == version.length()
            && Release.isZeroFrom(Release.of(version), bound.release().length);
    return whole
        ? new StyledRaise(bound)
        : new StyledRaise(bound, Optional.of(atLeast(syntax, version)));
  }

  private static StyledRaise wildcard(RequirementSyntax syntax, Bound bound, String version) {
    long[] to = Release.of(version);
    int numbers = bound.release().length;
    if (syntax != RequirementSyntax.PEP440 && to.length == 3 && numbers < 3) {
      return numbers == 1
          ? major(bound, version)
          : new StyledRaise(bound.with(Operator.TILDE, "~", version));
    }
    String prefix = Release.text(to, Math.min(numbers, to.length));
    Bound cut =
        new Bound(
            bound.operator(), bound.prefix(), prefix, bound.suffix(), bound.start(), bound.end());
    return cut(syntax, cut, version);
  }

  /// The end of a range that lets `version` in, of the same kind as before: `<2.0` becomes `<3.0`,
  /// `<1.5` becomes `<1.6`.
  private static String end(String before, String version) {
    long[] was = Release.of(before);
    long[] to = Release.of(version);
    int index = was.length - 1;
    while (index > 0 && was[index] == 0) {
      index--;
    }
    long[] next = Release.next(Arrays.copyOf(to, Math.max(to.length, index + 1)), index);
    String rest = before.substring(Release.end(before));
    return Release.text(next, was.length) + (rest.equals("-0") || rest.equals(".dev0") ? rest : "");
  }
}
