package dev.drydock.project.requirement;

import dev.drydock.project.requirement.Requirement.Alternative;
import java.util.ArrayList;
import java.util.List;

/// Raises a whole requirement: of alternatives, those that only admit what is lower are dropped,
/// one is raised, those above stay.
final class RequirementRaising {
  private final Requirement requirement;
  private final RequirementSyntax syntax;
  private final BoundRaising bounds;

  RequirementRaising(Requirement requirement) {
    this.requirement = requirement;
    this.syntax = requirement.syntax();
    this.bounds = new BoundRaising(syntax);
  }

  Raise to(String version) {
    List<Alternative> all = requirement.alternatives();
    int chosen = chosen(version);
    if (chosen < 0) {
      return new Raise.Same();
    }
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Alternative alternative = all.get(i);
      String text = requirement.text().substring(alternative.start(), alternative.end());
      if (i != chosen) {
        if (isAbove(alternative, version)) {
          kept.add(text);
        }
        continue;
      }
      switch (bounds.raise(alternative.bounds(), version)) {
        case BoundRaising.Outcome.Same _ -> kept.add(text);
        case BoundRaising.Outcome.Raised raised -> kept.add(text(alternative, raised));
        case BoundRaising.Outcome.Impossible(String reason) -> {
          return new Raise.Impossible(reason);
        }
      }
    }
    String text = joined(kept);
    return text.equals(requirement.text()) ? new Raise.Same() : new Raise.Raised(text);
  }

  /// With what stands around and between the alternatives.
  private String joined(List<String> kept) {
    List<Alternative> all = requirement.alternatives();
    String whole = requirement.text();
    String between =
        all.size() == 1 ? "" : whole.substring(all.getFirst().end(), all.get(1).start());
    return whole.substring(0, all.getFirst().start())
        + String.join(between, kept)
        + whole.substring(all.getLast().end());
  }

  /// The highest of those that start no higher than `version`; -1 where all start above it.
  private int chosen(String version) {
    List<Alternative> all = requirement.alternatives();
    int chosen = -1;
    for (int i = 0; i < all.size(); i++) {
      if (!isAbove(all.get(i), version) && (chosen < 0 || isHigher(all.get(i), all.get(chosen)))) {
        chosen = i;
      }
    }
    return chosen;
  }

  private boolean isHigher(Alternative a, Alternative b) {
    return bounds
        .floor(a.bounds())
        .map(
            floor ->
                bounds
                    .floor(b.bounds())
                    .map(other -> syntax.compare(floor.version(), other.version()).orElse(0) > 0)
                    .orElse(true))
        .orElse(false);
  }

  private boolean isAbove(Alternative alternative, String version) {
    return bounds
        .floor(alternative.bounds())
        .flatMap(floor -> syntax.compare(floor.version(), version))
        .map(order -> order > 0)
        .orElse(false);
  }

  private String text(Alternative alternative, BoundRaising.Outcome.Raised raised) {
    List<Bound> before = alternative.bounds();
    String whole = requirement.text();
    if (before.isEmpty()) {
      return raised.addition().map(Bound::text).orElse("");
    }
    StringBuilder text = new StringBuilder();
    int done = alternative.start();
    for (int i = 0; i < before.size(); i++) {
      text.append(whole, done, before.get(i).start()).append(raised.bounds().get(i).text());
      done = before.get(i).end();
    }
    text.append(whole, done, alternative.end());
    raised
        .addition()
        .ifPresent(
            addition -> {
              String separator = separator(before);
              if (addition.operator() == Operator.AT_LEAST && bounds.floor(before).isEmpty()) {
                text.insert(0, addition.text() + separator);
              } else {
                text.append(separator).append(addition.text());
              }
            });
    return text.toString();
  }

  /// As between the bounds that are there.
  private String separator(List<Bound> before) {
    if (before.size() < 2) {
      return syntax.separator();
    }
    String between = requirement.text().substring(before.getFirst().end(), before.get(1).start());
    return between.indexOf('\n') >= 0 || between.indexOf('-') >= 0 ? syntax.separator() : between;
  }
}
