package dev.drydock.base.suggestion;

import dev.drydock.bom.Bom;
import dev.drydock.fix.BaseCandidate;

/// An approved base image that is offered.
///
/// @param reference by which a Dockerfile names it, with the tag that is never moved
/// @param digest what that stands for: an index where it is for several platforms
/// @param family, variant as the platform team calls it
/// @param bom what is in it, for the platform at hand
/// @param bytes of its layers as a registry keeps them
public record ApprovedBase(
    String reference, String digest, String family, String variant, Bom bom, long bytes) {

  /// What a plan calls it.
  public BaseCandidate candidate() {
    return new BaseCandidate(reference, digest, bom);
  }
}
