package dev.drydock.secret;

import java.util.List;
import java.util.Locale;

/// Values that stand where a secret will be: reporting them makes people blind for real ones.
public final class Placeholders {
  private static final List<String> WORDS =
      List.of(
          "example",
          "changeme",
          "change_me",
          "change-me",
          "placeholder",
          "replace",
          "dummy",
          "your_",
          "your-",
          "yourpassword",
          "todo",
          "secret_here",
          "xxxx",
          "****",
          "....",
          "1234567",
          "abcdef",
          "sample",
          "redacted",
          "none",
          "null",
          "test",
          "password",
          "passwd",
          "secret",
          "insert",
          "my-token",
          "my_token",
          "token123",
          "token-123",
          "token_123",
          "key123",
          "key-123",
          "key_123",
          // what issuers call so is for everybody to see
          "pk_live_");

  private Placeholders() {}

  /// Whether nobody would use `value` as a secret.
  public static boolean like(String value) {
    if (value.length() < 6 || value.indexOf('$') >= 0 || value.indexOf('<') >= 0) {
      return true;
    }
    if (value.startsWith("{") || value.startsWith("%") || value.startsWith("/")) {
      return true; // a variable, a template, or the file that has it
    }
    String lower = value.toLowerCase(Locale.ROOT);
    for (String word : WORDS) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return sameCharacter(value);
  }

  private static boolean sameCharacter(String value) {
    for (int i = 1; i < value.length(); i++) {
      if (value.charAt(i) != value.charAt(0)) {
        return false;
      }
    }
    return true;
  }
}
