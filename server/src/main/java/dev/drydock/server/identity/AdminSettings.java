package dev.drydock.server.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the first start makes.
///
/// @param token a token of the account `admin`, which holds as long as the setting stands; where
///   there is none, the first start makes one and writes it to `admin.token` in the data directory
/// @param organisation the name of the organisation that the first start makes
@ConfigurationProperties("drydock.admin")
record AdminSettings(@Nullable String token, @DefaultValue("default") String organisation) {
  private static final int SHORTEST = 32;

  AdminSettings {
    if (token != null && token.isBlank()) {
      token = null;
    }
    if (token != null && token.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "DRYDOCK_ADMIN_TOKEN is too short: give at least 32 characters that nobody can guess, as of `openssl rand -hex 32`");
    }
  }

  @Override
  public String toString() {
    return "AdminSettings[organisation=" + organisation + "]"; // never the token
  }
}
