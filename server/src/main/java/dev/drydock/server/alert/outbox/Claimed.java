package dev.drydock.server.alert.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message that nobody else tries for now.
///
/// @param attempts this one included
/// @param content as it was first tried, JSON; `null` at the first attempt
record Claimed(
    long id,
    UUID key,
    int subscription,
    int channel,
    int attempts,
    Instant madeAt,
    @Nullable String content) {}
