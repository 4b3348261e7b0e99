package dev.drydock.server.identity;

import dev.drydock.server.web.Problem;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Passwords of local accounts: Argon2id (RFC 9106) in PHC string format, with the parameters that
/// OWASP's Password Storage Cheat Sheet recommends. Few are computed at once, so that a flood of
/// sign-ins takes neither all memory nor all cores.
@Component
class Passwords {
  private static final int SALT = 16;
  private static final int HASH = 32;
  private static final int LANES = 1;
  private static final int KIBIBYTES = 19 * 1024;
  private static final int PASSES = 2;

  private static final int AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int SHORTEST = 12;
  private static final int LONGEST = 256;
  private static final int DIFFERENT = 5;
  private static final int LONG_NAME = 4;

  private final Argon2PasswordEncoder encoder =
      new Argon2PasswordEncoder(SALT, HASH, LANES, KIBIBYTES, PASSES);
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final String nobodys;

  Passwords(Secrets secrets) {
    this.nobodys = encode(secrets.make());
  }

  /// @throws Problem 422 where it is easy to guess
  void check(String name, String password) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw Problem.invalid(
          "A password has 12 to 256 characters: a few words in a row are easy to keep in mind");
    }
    String lower = password.toLowerCase(Locale.ROOT);
    boolean named = name.length() >= LONG_NAME && lower.contains(name.toLowerCase(Locale.ROOT));
    if (named || lower.codePoints().distinct().count() < DIFFERENT) {
      throw Problem.invalid(
          "That password is easy to guess: take one without the account's name, and with more different characters");
    }
  }

  String encode(String password) {
    return oneOfFew(
        () -> {
          String encoded = encoder.encode(password);
          if (encoded == null) {
            throw new IllegalStateException("Argon2 made nothing of a password");
          }
          return encoded;
        });
  }

  /// Takes the same time where there is no such account.
  ///
  /// @param encoded `null` for nobody's
  boolean matches(String password, @Nullable String encoded) {
    if (password.length() > LONGEST) {
      return false;
    }
    boolean same = oneOfFew(() -> encoder.matches(password, encoded == null ? nobodys : encoded));
    return same && encoded != null;
  }

  /// Whether it was encoded with other parameters than those of today.
  boolean outdated(String encoded) {
    return encoder.upgradeEncoding(encoded);
  }

  private <T> T oneOfFew(Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.tooMany("Many sign in at this moment: try again in a few seconds", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
