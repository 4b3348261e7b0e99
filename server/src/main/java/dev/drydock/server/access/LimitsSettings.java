package dev.drydock.server.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much one caller may ask of one replica.
///
/// @param requestsPerSecond of each account or token, in the long run
/// @param requestsAtOnce of each account or token, after a pause
/// @param addressRequestsPerSecond of each address from which nobody says who asks, in the long run
/// @param addressRequestsAtOnce likewise, after a pause
@ConfigurationProperties("drydock.limits")
record LimitsSettings(
    @DefaultValue("500") int requestsPerSecond,
    @DefaultValue("5000") int requestsAtOnce,
    @DefaultValue("50") int addressRequestsPerSecond,
    @DefaultValue("500") int addressRequestsAtOnce) {

  LimitsSettings {
    if (requestsPerSecond < 1
        || requestsAtOnce < 1
        || addressRequestsPerSecond < 1
        || addressRequestsAtOnce < 1) {
      throw new IllegalArgumentException("drydock.limits.*: each is a number of at least 1");
    }
  }
}
