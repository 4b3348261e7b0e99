package dev.drydock.approval;

import dev.drydock.image.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A decision that an approver has signed.
///
/// @param person who signed, as the list of approvers names the key
/// @param document the digest of the signed document
/// @param expires until when it counts; `null` where it has no end
public record Vote(String person, Decision decision, Digest document, @Nullable Instant expires) {

  /// What votes have to agree about to count together.
  record Matter(String family, String variant, BaseContent content) {}

  Matter matter() {
    return new Matter(decision.family(), decision.variant(), decision.content());
  }

  boolean is(Decision.Kind kind) {
    return decision.kind() == kind;
  }

  boolean expired(Instant now) {
    return expires != null && !now.isBefore(expires);
  }
}
