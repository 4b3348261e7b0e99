package dev.drydock.server.connect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that a registry told, or discovery found, and what became of it.
///
/// @param action `pushed` or `deleted`
/// @param repository without the registry
/// @param digest absent where the registry did not say
/// @param at when it happened, as far as is known
/// @param state `waiting`, `done`, `passed-over` (no image), or `dead` (given up)
/// @param lastFailure what happened at the last attempt, or why it was passed over
record PushView(
    long id,
    String action,
    String repository,
    @Nullable String tag,
    @Nullable String digest,
    Instant at,
    String state,
    int attempts,
    @Nullable String lastFailure) {}
