package dev.drydock.server.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody or something that asks.
///
/// @param name what it is called everywhere: what one signs in with, `provider:name` or
///   `organisation:name`
/// @param kind `local`, `oidc` or `service`
/// @param organisation which has made it; `null` where the server's admins have
/// @param version counts the edits; the ETag of its address
record Account(
    String name,
    String title,
    String email,
    String kind,
    @Nullable String organisation,
    boolean disabled,
    int version,
    Instant createdAt) {}
