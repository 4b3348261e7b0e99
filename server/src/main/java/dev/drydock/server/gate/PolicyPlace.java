package dev.drydock.server.gate;

import java.util.Locale;

/// Where a policy is kept.
///
/// @param id of the organisation, team or project
/// @param name as errors write it: `acme`, `acme/teams/shop`, `acme/projects/cart`
record PolicyPlace(Level level, int id, String name) {

  /// The most general first.
  enum Level {
    ORGANISATION,
    TEAM,
    PROJECT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
