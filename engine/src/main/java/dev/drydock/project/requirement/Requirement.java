package dev.drydock.project.requirement;

import java.util.List;
import java.util.Optional;

/// A version requirement as it is written.
///
/// @param alternatives one of them has to hold, `^1 || ^2`; at least one
public record Requirement(RequirementSyntax syntax, String text, List<Alternative> alternatives) {
  public Requirement {
    alternatives = List.copyOf(alternatives);
  }

  /// Bounds that all have to hold; none where any version will do.
  ///
  /// @param start where it begins in the requirement
  /// @param end where it ends there
  public record Alternative(List<Bound> bounds, int start, int end) {
    public Alternative {
      bounds = List.copyOf(bounds);
    }
  }

  /// The lowest version that it starts from or pins; empty where it names none.
  public Optional<String> version() {
    BoundRaising raising = new BoundRaising(syntax);
    Optional<String> lowest = Optional.empty();
    for (Alternative alternative : alternatives) {
      Optional<String> floor = raising.floor(alternative.bounds()).map(Bound::version);
      if (floor.isEmpty()) {
        return floor;
      }
      if (lowest.isEmpty() || syntax.compare(floor.get(), lowest.get()).orElse(0) < 0) {
        lowest = floor;
      }
    }
    return lowest;
  }

  /// Whether it is one version and no range.
  public boolean isExact() {
    return alternatives.size() == 1
        && alternatives.getFirst().bounds().size() == 1
        && alternatives.getFirst().bounds().getFirst().operator() == Operator.EXACT;
  }

  /// What is written before a single version, `^` or `==` for instance; empty where it is no single
  /// bound with an operator that starts a range or pins.
  public Optional<String> style() {
    List<Bound> bounds = alternatives.getFirst().bounds();
    return alternatives.size() == 1
            && bounds.size() == 1
            && bounds.getFirst().operator().isFloor()
            && bounds.getFirst().operator() != Operator.ABOVE
            && bounds.getFirst().operator() != Operator.WILDCARD
        ? Optional.of(bounds.getFirst().prefix())
        : Optional.empty();
  }

  /// Whether `version` may be chosen; `false` too where it cannot be compared.
  public boolean admits(String version) {
    BoundRaising raising = new BoundRaising(syntax);
    return alternatives.stream().anyMatch(each -> raising.admits(each.bounds(), version));
  }

  /// Whether it is `<1.2.3` and nothing else.
  public boolean isBelow() {
    return alternatives.size() == 1
        && alternatives.getFirst().bounds().size() == 1
        && alternatives.getFirst().bounds().getFirst().operator() == Operator.BELOW;
  }

  /// Whether it says no more than that versions stay below an end that `version` is not beyond.
  public boolean admitsAllBelow(String version) {
    return alternatives.stream()
        .anyMatch(
            each ->
                each.bounds().stream()
                    .allMatch(
                        bound ->
                            bound.operator() == Operator.BELOW
                                && syntax.compare(version, bound.version()).orElse(1) <= 0));
  }

  /// The requirement in its own style after which nothing below `version` is chosen and `version`
  /// may be.
  public Raise raise(String version) {
    return new RequirementRaising(this).to(version);
  }
}
