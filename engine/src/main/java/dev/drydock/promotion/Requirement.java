package dev.drydock.promotion;

import dev.drydock.attest.key.VerificationKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has to lie beside an image, signed, before it may be promoted.
///
/// @param types URIs of what has to be said, by what people call them
/// @param keys of which one has to have signed each
/// @param maxAge how long ago; `null` for any time
public record Requirement(
    Map<String, String> types, List<VerificationKey> keys, @Nullable Duration maxAge) {
  public Requirement {
    types = Map.copyOf(types);
    keys = List.copyOf(keys);
  }
}
