package dev.drydock.approval;

import dev.drydock.image.Digest;

/// A document beside an image that looks like a decision about it and does not count.
///
/// @param document its digest
/// @param told for people, one line: what is wrong with it
public record RefusedDecision(Digest document, Reason reason, String told) {

  /// Why a decision does not count.
  public enum Reason {
    /// nobody on the list has signed it, or it was changed since
    NOT_AN_APPROVER,
    /// it was made for another image, and put beside this one
    OTHER_IMAGE,
    /// another one of the same person counts
    SAME_PERSON,
    /// it counted until a time that is over
    EXPIRED,
    /// it says a time that is to come
    FUTURE,
    /// it does not say what a decision has to say
    MALFORMED,
    /// it is missing, damaged or too large
    UNREADABLE
  }
}
