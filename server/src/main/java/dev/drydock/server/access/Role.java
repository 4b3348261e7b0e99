package dev.drydock.server.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What somebody is within a team, an organisation or the whole server. Each role has all that the
/// roles before it have.
public enum Role {
  VIEWER(EnumSet.of(Permission.READ)),
  DEVELOPER(EnumSet.of(Permission.READ, Permission.CONTRIBUTE)),
  MAINTAINER(EnumSet.of(Permission.READ, Permission.CONTRIBUTE, Permission.MANAGE)),
  SECURITY(
      EnumSet.of(Permission.READ, Permission.CONTRIBUTE, Permission.MANAGE, Permission.DECIDE)),
  ADMIN(EnumSet.allOf(Permission.class));

  private final Set<Permission> permissions;

  Role(Set<Permission> permissions) {
    this.permissions = permissions;
  }

  public boolean has(Permission permission) {
    return permissions.contains(permission);
  }

  /// As the database and the API write it.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException where there is no such role
  @JsonCreator
  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
