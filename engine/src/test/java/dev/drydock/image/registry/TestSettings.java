package dev.drydock.image.registry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;

/// Settings for tests: nobody waits, and chance is always the same.
final class TestSettings {
  private TestSettings() {}

  static RegistrySettings quick() {
    return RegistrySettings.defaults(
            ProxyRules.none(), "drydock-test", InstantSource.system(), new Random(7))
        .withSleeper(_ -> {})
        .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));
  }
}
