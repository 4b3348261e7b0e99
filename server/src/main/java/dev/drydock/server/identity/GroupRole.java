package dev.drydock.server.identity;

import dev.drydock.server.access.Role;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// What the members of a group are granted in one place.
///
/// @param team `null` for all of the organisation
record GroupRole(@Nullable @Size(max = 63) String team, @NotNull Role role) {}
