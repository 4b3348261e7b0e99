package dev.drydock.image.manifest;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All images of an index, those of indexes within it too, each once and in their order.
/// Attestations and other artifacts are passed over.
public final class IndexedImages {
  /// More indexes within an index than anybody makes.
  private static final int MOST_INDEXES = 200;

  /// More images than anybody would wait for.
  private static final int MOST_IMAGES = 1_000;

  private final Indexes indexes;

  /// Where the indexes within an index are.
  @FunctionalInterface
  public interface Indexes {
    /// The index that `descriptor` names; `null` where it names no index.
    @Nullable ImageIndex read(Descriptor descriptor) throws IOException, InterruptedException;
  }

  public IndexedImages(Indexes indexes) {
    this.indexes = indexes;
  }

  /// @throws ImageException where there is none
  public List<Descriptor> of(ImageIndex index, String what)
      throws IOException, InterruptedException {
    List<Descriptor> images = new ArrayList<>();
    for (Descriptor one : all(index)) {
      if (!MediaTypes.isIndex(one.mediaType())) {
        images.add(one);
      }
    }
    if (images.isEmpty()) {
      throw new ImageException(
          Kind.UNSUPPORTED, what + " is an index without any image; check the reference");
    }
    return images;
  }

  /// The same, with the indexes within the index.
  public List<Descriptor> all(ImageIndex index) throws IOException, InterruptedException {
    List<Descriptor> all = new ArrayList<>();
    Set<Digest> seen = new HashSet<>();
    Deque<Descriptor> pending = new ArrayDeque<>(PlatformSelection.images(index));
    int read = 0;
    while (!pending.isEmpty()) {
      Descriptor next = pending.poll();
      if (all.size() == MOST_IMAGES) {
        throw new ImageException(
            Kind.TOO_LARGE, "an index lists more than " + MOST_IMAGES + " images; choose one");
      }
      if (!seen.add(next.digest())) {
        continue;
      }
      ImageIndex inner = read < MOST_INDEXES ? indexes.read(next) : null;
      all.add(inner == null || MediaTypes.isIndex(next.mediaType()) ? next : typed(next, inner));
      if (inner != null) {
        read++;
        List<Descriptor> images = PlatformSelection.images(inner);
        for (int i = images.size() - 1; i >= 0; i--) {
          pending.push(images.get(i));
        }
      }
    }
    return all;
  }

  /// An index whose descriptor does not say that it is one.
  private static Descriptor typed(Descriptor descriptor, ImageIndex index) {
    return new Descriptor(
        index.mediaType(),
        descriptor.digest(),
        descriptor.size(),
        descriptor.annotations(),
        descriptor.platform(),
        descriptor.artifactType(),
        descriptor.urls(),
        descriptor.data());
  }
}
