package dev.drydock.approval.standing;

import dev.drydock.image.Digest;
import org.jspecify.annotations.Nullable;

/// What is known for sure of the content of a layer, whatever the image's config claims.
///
/// @param blob the digest that every reader holds the stored bytes to; `null` where none does
/// @param content the digest of the tar, reckoned from its bytes; `null` where they were not read
public record LayerIdentity(@Nullable Digest blob, @Nullable Digest content) {

  /// Whether it is the layer of a base; `null` where nobody can tell.
  ///
  /// @param baseBlob as the base's manifest has it; `null` where that is not known
  /// @param baseContent as the base's approvers have signed it
  @Nullable Boolean is(@Nullable Digest baseBlob, Digest baseContent) {
    if (content != null) {
      return content.equals(baseContent);
    }
    return blob != null && blob.equals(baseBlob) ? Boolean.TRUE : null;
  }
}
