package dev.drydock.policy.rule;

import java.time.Duration;
import java.util.Optional;

/// A length of time as policies write it: `12h`, `30d`, `2w`, `1y`.
///
/// @param text as it is written
public record Span(String text, Duration length) {
  private static final int MOST_DIGITS = 6;

  /// What can stand there, for errors.
  public static final String FORMS = "12h, 30d, 2w or 1y";

  /// Empty where it is none.
  public static Optional<Span> parse(String text) {
    int digits = text.length() - 1;
    if (digits < 1 || digits > MOST_DIGITS) {
      return Optional.empty();
    }
    long count = 0;
    for (int i = 0; i < digits; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return Optional.empty();
      }
      count = count * 10 + (c - '0');
    }
    return switch (text.charAt(digits)) {
      case 'h' -> Optional.of(new Span(text, Duration.ofHours(count)));
      case 'd' -> Optional.of(new Span(text, Duration.ofDays(count)));
      case 'w' -> Optional.of(new Span(text, Duration.ofDays(count * 7)));
      case 'y' -> Optional.of(new Span(text, Duration.ofDays(count * 365)));
      default -> Optional.empty();
    };
  }

  /// Whole days; hours below a day are none.
  public long days() {
    return length.toDays();
  }

  /// `3 days`.
  public String words() {
    long hours = length.toHours();
    if (hours % 24 != 0 || hours == 0) {
      return hours == 1 ? "1 hour" : hours + " hours";
    }
    return hours == 24 ? "1 day" : hours / 24 + " days";
  }
}
