package dev.drydock.secret;

import java.util.ArrayList;
import java.util.List;

/// Passwords in addresses: `postgres://shop:PASSWORD@db.example.com/shop`.
final class AddressLogins {
  /// @param from where the password begins
  /// @param to behind its last character
  record Password(int from, int to) {}

  private AddressLogins() {}

  /// All passwords that somebody may really use.
  static List<Password> in(String text) {
    List<Password> found = new ArrayList<>(0);
    int scheme = text.indexOf("://");
    while (scheme >= 0) {
      int from = scheme + 3;
      int colon = -1;
      int at = from;
      while (at < text.length() && mayStandInLogin(text.charAt(at))) {
        if (text.charAt(at) == ':' && colon < 0) {
          colon = at;
        }
        at++;
      }
      if (at < text.length() && text.charAt(at) == '@' && colon > 0) {
        String user = text.substring(from, colon);
        String password = text.substring(colon + 1, at);
        if (!Placeholders.like(password)
            && !password.equalsIgnoreCase(user)
            && !text.startsWith("localhost", at + 1)
            && !text.startsWith("127.0.0.1", at + 1)) {
          found.add(new Password(colon + 1, at));
        }
      }
      scheme = text.indexOf("://", from);
    }
    return found;
  }

  /// RFC 3986, 3.2.1, without what ends a text in quotes.
  private static boolean mayStandInLogin(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "-._~%!$&*+,;=:".indexOf(c) >= 0;
  }
}
