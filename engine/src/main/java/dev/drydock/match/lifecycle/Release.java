package dev.drydock.match.lifecycle;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// How long one release of a distribution gets security updates.
///
/// @param name for people: `Debian 10 (buster)`
/// @param end the last day on which its makers publish updates for everybody
/// @param longer updates beyond that; `null` where there are none
/// @param successor what to move to; `null` where nothing follows
/// @param source the page that says so
public record Release(
    String name,
    LocalDate end,
    @Nullable Longer longer,
    @Nullable String successor,
    String source) {

  /// Updates after the regular end.
  ///
  /// @param name `LTS`, `Ubuntu Pro`
  /// @param free whether everybody gets them, without a subscription
  public record Longer(String name, LocalDate end, boolean free) {}

  /// The last day on which everybody gets updates.
  public LocalDate lastDay() {
    return longer != null && longer.free() ? longer.end() : end;
  }

  /// What subscribers still get on `day`; `null` where they get nothing more than all others.
  public @Nullable Longer subscription(LocalDate day) {
    return longer != null && !longer.free() && !day.isAfter(longer.end()) ? longer : null;
  }
}
