package dev.drydock.server.identity;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// The bodies of requests about accounts.
final class AccountRequests {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@+-]{0,62}";
  private static final String RULE =
      "has up to 63 letters, digits, '.', '_', '@', '+' and '-', and begins with a letter or digit";

  private AccountRequests() {}

  /// @param kind `local` or `service`
  /// @param password of a local account; without one it cannot sign in yet
  record NewAccount(
      @NotNull @Pattern(regexp = NAME, message = RULE) String name,
      @NotNull @Pattern(regexp = "local|service", message = "is local or service") String kind,
      @Nullable @Size(max = 200) String title,
      @Nullable @Size(max = 254) String email,
      @Nullable @Size(max = 256) String password) {
    @Override
    public String toString() {
      return "NewAccount[name=" + name + ", kind=" + kind + "]"; // never the password
    }
  }

  /// @param name without the organisation's, which the server puts before it
  record NewServiceAccount(
      @NotNull @Pattern(regexp = NAME, message = RULE) String name,
      @Nullable @Size(max = 200) String title) {}

  record AccountEdit(
      @NotNull @Size(max = 200) String title,
      @NotNull @Size(max = 254) String email,
      @NotNull Boolean disabled) {

    Accounts.Details details() {
      return new Accounts.Details(title, email, disabled);
    }
  }

  record NewPassword(@NotNull @Size(max = 256) String password) {
    @Override
    public String toString() {
      return "NewPassword[]"; // never the password
    }
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
