package dev.drydock.server.alert.outbox;

import dev.drydock.server.alert.AlertKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A thing that somebody is told, and what became of that.
///
/// @param about what is to be updated, or what a notice is about
/// @param dueAt when it is to be told
/// @param message the key of the message that it is in; `null` while it waits for one
/// @param endedAt when it was sent or given up
/// @param lastFailure what happened last, where it has not arrived
/// @param receipt what the receiver gave back: the address of an issue
record AlertView(
    long id,
    int subscription,
    AlertKind kind,
    @Nullable String vulnerability,
    String about,
    @Nullable String severity,
    String priority,
    boolean cameBack,
    List<String> fixedIn,
    String text,
    Instant dueAt,
    AlertState state,
    @Nullable UUID message,
    int attempts,
    @Nullable Instant endedAt,
    @Nullable String lastFailure,
    @Nullable String receipt) {}
