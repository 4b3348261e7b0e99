package dev.drydock.server.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/// The cookies that the server sets: only for this host, only over TLS (or to the machine itself),
/// out of the reach of scripts.
enum SessionCookie {
  SESSION("__Host-drydock"),
  /// of a sign-in at an identity provider that has begun
  SIGN_IN("__Host-drydock-sign-in");

  private static final int LONGEST = 128;

  private final String cookie;

  SessionCookie(String cookie) {
    this.cookie = cookie;
  }

  Optional<String> read(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(sent -> sent.getName().equals(cookie))
            .map(Cookie::getValue)
            .filter(value -> !value.isEmpty() && value.length() <= LONGEST)
            .findFirst();
  }

  /// The header `Set-Cookie`.
  String set(String secret, Duration lifetime) {
    return ResponseCookie.from(cookie, secret)
        .path("/")
        .secure(true)
        .httpOnly(true)
        .sameSite("Lax")
        .maxAge(lifetime)
        .build()
        .toString();
  }

  /// The header `Set-Cookie` that has the browser forget it.
  String clear() {
    return set("", Duration.ZERO);
  }
}
