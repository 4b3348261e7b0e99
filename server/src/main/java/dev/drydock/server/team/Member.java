package dev.drydock.server.team;

import dev.drydock.server.access.Role;
import org.jspecify.annotations.Nullable;

/// One grant of one account in one place.
///
/// @param account its name
/// @param title what the account is called
/// @param source `local`: given by people; `oidc`: said by the identity provider; `group`: of the
///   group that the account is in
/// @param group its name; `null` where the grant is of no group
record Member(
    String account,
    String title,
    String kind,
    boolean disabled,
    Role role,
    String source,
    @Nullable String group) {}
