package dev.drydock.project.requirement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Raises bounds that all have to hold, each in its own style.
public final class BoundRaising {
  private final RequirementSyntax syntax;

  public BoundRaising(RequirementSyntax syntax) {
    this.syntax = syntax;
  }

  /// What raising comes to.
  public sealed interface Outcome {
    record Same() implements Outcome {}

    /// @param bounds as many as before, each where it was
    /// @param addition a bound that has to come along, `>=1.3.5` for instance; mostly empty
    record Raised(List<Bound> bounds, Optional<Bound> addition) implements Outcome {
      public Raised {
        bounds = List.copyOf(bounds);
      }
    }

    record Impossible(String reason) implements Outcome {}
  }

  /// The bound that says where the admitted versions start; of several the highest.
  public Optional<Bound> floor(List<Bound> bounds) {
    Bound highest = null;
    for (Bound bound : bounds) {
      if (!bound.operator().isFloor()) {
        continue;
      }
      int order =
          highest == null ? 1 : syntax.compare(bound.version(), highest.version()).orElse(0);
      if (order > 0 || order == 0 && bound.operator() == Operator.AT_LEAST) {
        highest = bound;
      }
    }
    return Optional.ofNullable(highest);
  }

  /// The bounds after which nothing below `version` is chosen, and it may be.
  public Outcome raise(List<Bound> bounds, String version) {
    Optional<Bound> floor = floor(bounds);
    if (floor.isPresent() && isReached(floor.get(), version)) {
      return new Outcome.Same();
    }
    List<Bound> raised = new ArrayList<>(bounds);
    Optional<Bound> addition = Optional.empty();
    for (int i = 0; i < bounds.size(); i++) {
      Bound bound = bounds.get(i);
      if (floor.isPresent() && bound.equals(floor.get())) {
        StyledRaise styled = StyledRaise.of(syntax, bound, version);
        raised.set(i, styled.bound());
        addition = styled.addition();
      } else if (!admits(bound, version)) {
        if (bound.operator() == Operator.NOT) {
          return new Outcome.Impossible(
              "it is excluded by %s: take that out first if it is meant".formatted(bound.text()));
        }
        raised.set(i, StyledRaise.of(syntax, bound, version).bound());
      }
    }
    if (floor.isEmpty()) {
      addition = Optional.of(StyledRaise.atLeast(syntax, version));
    }
    return checked(bounds, raised, addition, version);
  }

  /// Where a floor of its own is there already, it is raised instead of a second one.
  private Outcome checked(
      List<Bound> before, List<Bound> raised, Optional<Bound> addition, String version) {
    Optional<Bound> added = addition;
    for (int i = 0; added.isPresent() && i < raised.size(); i++) {
      Bound bound = raised.get(i);
      if (bound.operator() == Operator.AT_LEAST && before.get(i).operator() == Operator.AT_LEAST) {
        raised.set(i, bound.withVersion(version));
        added = Optional.empty();
      }
    }
    List<Bound> all = new ArrayList<>(raised);
    added.ifPresent(all::add);
    return admits(all, version)
        ? new Outcome.Raised(raised, added)
        : new Outcome.Impossible(
            "no requirement in the style of this one starts from %s: write it by hand"
                .formatted(version));
  }

  private boolean isReached(Bound floor, String version) {
    return floor.version().equals(version)
        || syntax.compare(floor.version(), version).orElse(-1) >= 0;
  }

  boolean admits(List<Bound> bounds, String version) {
    return bounds.stream().allMatch(bound -> admits(bound, version));
  }

  private boolean admits(Bound bound, String version) {
    if (bound.operator() == Operator.NOT && !bound.suffix().isEmpty()) {
      long[] prefix = bound.release();
      return Release.compare(prefix, Arrays.copyOf(Release.of(version), prefix.length)) != 0;
    }
    Optional<Integer> compared = syntax.compare(version, bound.version());
    if (compared.isEmpty()) {
      return false;
    }
    int order = compared.get();
    return switch (bound.operator()) {
      case EXACT -> order == 0;
      case AT_LEAST -> order >= 0;
      case ABOVE -> order > 0;
      case BELOW -> order < 0;
      case AT_MOST -> order <= 0;
      case NOT -> order != 0;
      case CARET, TILDE, PESSIMISTIC, WILDCARD ->
          order >= 0 && Release.compare(Release.of(version), end(bound)) < 0;
    };
  }

  /// The first numbers that a range does not reach.
  private static long[] end(Bound bound) {
    long[] release = bound.release();
    int last = release.length - 1;
    return switch (bound.operator()) {
      case CARET -> {
        int index = 0;
        while (index < last && release[index] == 0) {
          index++;
        }
        yield Release.next(release, index);
      }
      case TILDE -> Release.next(release, Math.min(1, last));
      case PESSIMISTIC -> Release.next(release, Math.max(0, last - 1));
      case WILDCARD -> Release.next(release, last);
      case EXACT, AT_LEAST, ABOVE, BELOW, AT_MOST, NOT -> new long[] {Long.MAX_VALUE};
    };
  }
}
