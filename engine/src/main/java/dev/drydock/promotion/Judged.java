package dev.drydock.promotion;

import dev.drydock.image.Digest;
import dev.drydock.image.Platform;
import dev.drydock.policy.Verdict;
import org.jspecify.annotations.Nullable;

/// One image, and what the policy says of it.
///
/// @param platform what an index says that it is made for; `null` where none says
public record Judged(Digest digest, @Nullable Platform platform, Verdict verdict) {
  /// How people tell it from the others.
  public String words() {
    return platform == null ? digest.toString() : platform.toString();
  }
}
