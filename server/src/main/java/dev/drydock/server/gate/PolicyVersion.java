package dev.drydock.server.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One version of the policy of a place.
///
/// @param version from 1; 0 of a place that never had one
/// @param document its YAML; `null` where the place has none any more
/// @param reason why, in the words of who wrote it
/// @param account who wrote it; empty where nobody did
/// @param writtenAt `null` where nobody wrote one
record PolicyVersion(
    int version,
    @Nullable String document,
    String reason,
    String account,
    @Nullable Instant writtenAt) {
  static final PolicyVersion NONE = new PolicyVersion(0, null, "", "", null);
}
