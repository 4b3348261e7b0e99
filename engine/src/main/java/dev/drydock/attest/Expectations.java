package dev.drydock.attest;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a document has to be beside signed.
///
/// @param maxAge how long ago it may have been signed, as it says itself; `null` for any time
/// @param furtherTypes URIs of what else may be said, beside what is known
public record Expectations(@Nullable Duration maxAge, Set<String> furtherTypes) {

  public Expectations {
    furtherTypes = Set.copyOf(furtherTypes);
  }

  /// Of any age, and of the known types.
  public static Expectations none() {
    return new Expectations(null, Set.of());
  }
}
