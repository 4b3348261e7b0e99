package dev.drydock.server.monitor;

import dev.drydock.server.component.FindingForm;
import java.util.Locale;
import java.util.Optional;

/// What is new about a finding, for those who are told.
enum ChangeKind {
  APPEARED,
  CAME_BACK,
  /// more urgent, or worse
  RAISED,
  FIX_AVAILABLE,
  GONE;

  /// As the database writes it.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Empty where a form differs in nothing that anybody must know.
  static Optional<ChangeKind> between(FindingForm before, FindingForm after) {
    if (after.isRaisedFrom(before)) {
      return Optional.of(RAISED);
    }
    return after.fixable() && !before.fixable() ? Optional.of(FIX_AVAILABLE) : Optional.empty();
  }
}
