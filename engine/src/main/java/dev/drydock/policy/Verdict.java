package dev.drydock.policy;

import java.util.ArrayList;
import java.util.List;

/// What a policy says of one image.
///
/// @param violations what the rules object to, the gravest first
/// @param excused what they would object to, had nobody answered for it
/// @param notes what whoever reads the verdict should know: rules that nobody could judge,
///   exceptions that have expired or that excuse nothing any more, one plain line each
public record Verdict(List<Violation> violations, List<Excused> excused, List<String> notes) {
  public Verdict {
    violations = List.copyOf(violations);
    excused = List.copyOf(excused);
    notes = List.copyOf(notes);
  }

  /// Whether the image may go on: no rule that denies is broken.
  public boolean passes() {
    return of(Level.DENY).isEmpty();
  }

  public List<Violation> of(Level level) {
    List<Violation> some = new ArrayList<>();
    for (Violation violation : violations) {
      if (violation.level() == level) {
        some.add(violation);
      }
    }
    return some;
  }
}
