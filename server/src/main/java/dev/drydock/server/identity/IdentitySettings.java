package dev.drydock.server.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long proofs of identity hold.
///
/// @param sessionIdle after how long without a request somebody has to sign in again
/// @param sessionAbsolute after how long in any case
/// @param tokenLifetime of API tokens that ask for no other
/// @param tokenMaximum the longest that API tokens may ask for
@ConfigurationProperties("drydock.identity")
record IdentitySettings(
    @DefaultValue("1h") Duration sessionIdle,
    @DefaultValue("12h") Duration sessionAbsolute,
    @DefaultValue("90d") Duration tokenLifetime,
    @DefaultValue("366d") Duration tokenMaximum) {

  IdentitySettings {
    if (!sessionIdle.isPositive() || !sessionAbsolute.isPositive() || !tokenLifetime.isPositive()) {
      throw new IllegalArgumentException("drydock.identity.*: each is a time, as 12h or 90d");
    }
    if (tokenMaximum.compareTo(tokenLifetime) < 0) {
      throw new IllegalArgumentException(
          "drydock.identity.token-maximum is shorter than drydock.identity.token-lifetime");
    }
  }
}
