package dev.drydock.base.suggestion;

import java.util.List;

/// What comes of an approved base for one image.
///
/// @param left findings that the image would have upon it, matched anew; of a base that does not
///   fit, those of the base alone
/// @param undecided what that count could not know, one line each
public record Suggestion(ApprovedBase base, Fit fit, Left left, List<String> undecided) {
  public Suggestion {
    undecided = List.copyOf(undecided);
  }
}
