package dev.drydock.server.alert.subscription;

import org.jspecify.annotations.Nullable;

/// Whose a channel or a subscription is, by ids.
///
/// @param team `null` where it is the organisation's
public record Owner(int organisation, @Nullable Integer team) {

  /// The organisation itself.
  public Owner whole() {
    return new Owner(organisation, null);
  }
}
