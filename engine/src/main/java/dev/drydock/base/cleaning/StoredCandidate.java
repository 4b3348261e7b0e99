package dev.drydock.base.cleaning;

import dev.drydock.image.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A candidate in the registry, and why it stays there or not.
///
/// @param repository `registry.example.org/bases/debian`
/// @param tags that stand for it, all of them those of candidates
/// @param variants of which these tags say that it is
/// @param told when something was last said about it by who made it: scans are repeated, so that
///   one that is still wanted stays young; `null` where nobody has said anything
public record StoredCandidate(
    String repository,
    List<String> tags,
    List<String> variants,
    Digest digest,
    @Nullable Instant told,
    Fate fate) {
  public StoredCandidate {
    tags = List.copyOf(tags);
    variants = List.copyOf(variants);
  }

  /// Why it stays, or that it need not.
  public enum Fate {
    /// nobody has decided about it, a newer one is there, and it is old
    SUPERSEDED("nobody decided about it, and a newer one is there"),
    NEWEST("it is the newest of its variant"),
    YOUNG("it is not old enough"),
    DECIDED("somebody has decided about it"),
    /// another tag stands for it, or an index that is there lists it
    NEEDED("another tag stands for it, or an index lists it"),
    /// it may be one that is being made just now
    UNTOLD("nobody has said yet how old it is; `drydock base pipeline` ends what it has begun"),
    /// the list of approvers has nothing of its variant
    FOREIGN("nobody is named who could approve it");

    private final String words;

    Fate(String words) {
      this.words = words;
    }

    /// For people.
    public String words() {
      return words;
    }
  }

  /// `registry.example.org/bases/debian:candidate-12-0123456789ab`.
  public String reference() {
    return repository + ":" + tags.getFirst();
  }

  /// Whole days; `null` where nobody knows.
  public @Nullable Long days(Instant now) {
    return told == null ? null : Math.max(0, Duration.between(told, now).toDays());
  }
}
