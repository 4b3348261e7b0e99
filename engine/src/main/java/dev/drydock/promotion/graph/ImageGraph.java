package dev.drydock.promotion.graph;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.registry.StoredManifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All that belongs to an image.
///
/// @param parts of the image itself: what is named comes before what names it, the root last
/// @param companions what lies beside them: what is about an image comes before what is about that
/// @param notes what is not there though something names it, one plain line each
public record ImageGraph(List<Part> parts, List<Companion> companions, List<String> notes) {

  public ImageGraph {
    parts = List.copyOf(parts);
    companions = List.copyOf(companions);
    notes = List.copyOf(notes);
  }

  /// What the tag points to.
  public StoredManifest root() {
    return parts.getLast().stored();
  }

  /// The images that somebody could run, each of which has to be judged.
  public List<Part> runnable() {
    return parts.stream().filter(Part::isRunnable).toList();
  }

  /// All manifests, each once: what is named comes before what names it.
  public Collection<Part> manifests() {
    Map<Digest, Part> all = new LinkedHashMap<>();
    parts.forEach(part -> all.putIfAbsent(part.digest(), part));
    for (Companion companion : companions) {
      companion.parts().forEach(part -> all.putIfAbsent(part.digest(), part));
    }
    return all.values();
  }

  /// All blobs, each once.
  ///
  /// @throws ImageException where two manifests do not agree on one
  public List<Descriptor> blobs() throws ImageException {
    Map<Digest, Descriptor> all = new LinkedHashMap<>();
    for (Part part : manifests()) {
      for (Descriptor blob : part.blobs()) {
        Descriptor before = all.putIfAbsent(blob.digest(), blob);
        if (before != null && before.size() != blob.size()) {
          throw new ImageException(
              ImageException.Kind.CORRUPT,
              "two manifests say that "
                  + blob.digest()
                  + " has different sizes, so that one of them is damaged; build and push the image"
                  + " again");
        }
      }
    }
    return new ArrayList<>(all.values());
  }
}
