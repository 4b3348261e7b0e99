package dev.drydock.server.identity;

import dev.drydock.server.access.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An API token, as it is shown: never with its secret.
///
/// @param organisation `null` for all that the account may reach
/// @param team `null` for all of the organisation
/// @param project `null` for all of the team
/// @param expiresAt `null` for the token of the setting `drydock.admin.token`
/// @param lastUsedAt to the minute; `null` where it never was
record Token(
    String name,
    String account,
    Role role,
    @Nullable String organisation,
    @Nullable String team,
    @Nullable String project,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {}
