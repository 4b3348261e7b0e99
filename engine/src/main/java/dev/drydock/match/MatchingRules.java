package dev.drydock.match;

/// The number of the rules by which components are matched with advisories. Who keeps findings, and
/// matches only what advisories have changed, matches everything again where the number has grown.
///
/// To be raised by one with each change after which the same component and the same advisories give
/// another finding, or the same one with another severity, priority, status or fix: of a matcher,
/// of how versions are compared, of priorities, of which advisories an index has. Once for each
/// release is enough. It never goes back.
public final class MatchingRules {
  public static final int NUMBER = 2;

  private MatchingRules() {}
}
