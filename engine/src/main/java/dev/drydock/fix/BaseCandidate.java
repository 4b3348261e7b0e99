package dev.drydock.fix;

import dev.drydock.bom.Bom;
import dev.drydock.origin.BaseImage;
import org.jspecify.annotations.Nullable;

/// A base image that could take the place of the present one, really read.
///
/// @param reference under which the Dockerfile would name it
/// @param digest to pin it: that of the index where the reference is for several platforms, else of
///   its manifest; `null` where unknown
public record BaseCandidate(String reference, @Nullable String digest, Bom bom) {

  /// How far it is from the present base: the same release of the same distribution, or another
  /// one.
  Effort effort(BaseImage present, @Nullable String distribution) {
    if (distribution == null || !distribution.equals(release(bom))) {
      return Effort.LARGE;
    }
    return reference.equals(present.reference()) ? Effort.SMALL : Effort.MEDIUM;
  }

  /// `debian 11`; `null` where there is no distribution.
  static @Nullable String release(Bom bom) {
    return bom.distribution() == null
        ? null
        : bom.distribution().id() + " " + bom.distribution().versionId();
  }
}
