package dev.drydock.image.registry;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a registry wants to see, from `WWW-Authenticate` (RFC 9110, section 11.6.1): `Bearer
/// realm="https://auth.docker.io/token",service="registry.docker.io",scope="…"`.
///
/// @param scheme in lower case
/// @param parameters names in lower case
record Challenge(String scheme, Map<String, String> parameters) {
  private static final int MAX_LENGTH = 8 << 10;

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  /// The first challenge of the scheme `bearer`, else `basic`; `null` where there is neither, or
  /// the header cannot be read.
  static @Nullable Challenge best(@Nullable String header) {
    if (header == null || header.length() > MAX_LENGTH) {
      return null;
    }
    Reader reader = new Reader(header);
    Challenge basic = null;
    while (true) {
      Challenge challenge = reader.challenge();
      if (challenge == null) {
        return basic;
      }
      if (challenge.scheme.equals("bearer")) {
        return challenge;
      }
      if (challenge.scheme.equals("basic") && basic == null) {
        basic = challenge;
      }
    }
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    @Nullable Challenge challenge() {
      skip(" \t,");
      String scheme = token();
      if (scheme.isEmpty()) {
        return null;
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      while (true) {
        skip(" \t,");
        int before = at;
        String name = token();
        skip(" \t");
        if (name.isEmpty() || at >= text.length() || text.charAt(at) != '=') {
          // the next word is a scheme of its own, or nothing that belongs here
          at = name.isEmpty() ? text.length() : before;
          return new Challenge(scheme.toLowerCase(Locale.ROOT), parameters);
        }
        at++;
        skip(" \t");
        parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value());
      }
    }

    private String value() {
      if (at >= text.length() || text.charAt(at) != '"') {
        int start = at;
        while (at < text.length() && ", \t".indexOf(text.charAt(at)) < 0) {
          at++;
        }
        return text.substring(start, at);
      }
      at++;
      StringBuilder value = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at++));
      }
      at = Math.min(at + 1, text.length());
      return value.toString();
    }

    private String token() {
      int start = at;
      while (at < text.length() && isToken(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }

    private static boolean isToken(char c) {
      return c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
    }

    private void skip(String characters) {
      while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
  }
}
