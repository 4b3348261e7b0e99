package dev.drydock.approval;

import dev.drydock.image.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The tag that each decision has for itself: `decision-`, the beginning of the image's digest, and
/// the whole one of the manifest that names the decision.
///
/// The list of what refers to an image is kept under one tag where a registry keeps none itself,
/// and there is no way to add to it that another writer cannot undo. Nobody else writes this tag,
/// so no decision is lost, and no registry clears it away as something that nobody names.
final class DecisionTag {
  private static final String PREFIX = "decision-";

  /// Of the image's digest: a tag has room for 128 characters.
  private static final int BEGINNING = 24;

  private DecisionTag() {}

  static String of(Digest image, Digest decision) {
    return beginning(image) + decision.hex();
  }

  /// The decisions about an image that some tags stand for. Where a tag points to now does not
  /// matter, as it names what it stands for.
  static List<Digest> decisions(Digest image, Collection<String> tags) {
    String beginning = beginning(image);
    List<Digest> decisions = new ArrayList<>();
    for (String tag : tags) {
      if (tag.startsWith(beginning)) {
        try {
          decisions.add(Digest.parse("sha256:" + tag.substring(beginning.length())));
        } catch (IllegalArgumentException _) {
          // somebody else's tag
        }
      }
    }
    return decisions;
  }

  private static String beginning(Digest image) {
    return PREFIX + image.hex().substring(0, BEGINNING) + "-";
  }
}
