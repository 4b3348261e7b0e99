package dev.drydock.match.lifecycle;

import dev.drydock.bom.Distribution;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The finding that the distribution in an image gets no more security updates: new vulnerabilities
/// stay, and most of them are not even told of.
///
/// @param distribution the purl qualifier, `debian-10`
/// @param subscription what those who pay for it still get; `null` where there is no such thing
public record EndOfLife(
    String distribution, Release release, Release.@Nullable Longer subscription) {

  /// Empty where the release is looked after on that day, or where nobody knows.
  public static Optional<EndOfLife> of(@Nullable Distribution distribution, Instant now) {
    if (distribution == null) {
      return Optional.empty();
    }
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return Releases.of(distribution)
        .filter(release -> day.isAfter(release.lastDay()))
        .map(
            release ->
                new EndOfLife(distribution.purlQualifier(), release, release.subscription(day)));
  }

  /// What is wrong, in one sentence.
  public String title() {
    Release.Longer longer = release.longer();
    return release.name()
        + " has had no security updates since "
        + release.lastDay()
        + (longer != null && longer.free() ? " (end of " + longer.name() + ")" : "")
        + (subscription == null
            ? ""
            : ", except for subscribers to "
                + subscription.name()
                + " until "
                + subscription.end());
  }

  /// What to do.
  public String action() {
    return release.successor() == null
        ? "Move to a distribution that is looked after"
        : "Build on " + release.successor();
  }
}
