package dev.drydock.server.advisory;

import dev.drydock.match.MatchingRules;
import org.springframework.stereotype.Component;

/// By which rules this replica matches; during an upgrade others may have newer ones.
@Component
public class EngineRules {
  private final int number;

  EngineRules() {
    this(MatchingRules.NUMBER);
  }

  /// @param number the higher, the newer
  public EngineRules(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /// Whether a generation is to be matched by rules that this replica does not have yet.
  public boolean areOlderThanThoseOf(Generation generation) {
    return number < generation.rules();
  }
}
