package dev.drydock.image.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What proves to a registry who is asking. Never part of a message: [#toString()] hides it.
public sealed interface Credentials {

  /// A user name and a password or access token.
  record UserPassword(String user, String password) implements Credentials {
    String basic() {
      return "Basic "
          + Base64.getEncoder()
              .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return "UserPassword[hidden]";
    }
  }

  /// A refresh token that the registry's token service gave out at login.
  record IdentityToken(String token) implements Credentials {
    @Override
    public String toString() {
      return "IdentityToken[hidden]";
    }
  }
}
