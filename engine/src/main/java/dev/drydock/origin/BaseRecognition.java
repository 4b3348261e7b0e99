package dev.drydock.origin;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Bom.HistoryEntry;
import dev.drydock.dockerfile.NoOperation;
import dev.drydock.origin.BaseImage.Evidence;
import dev.drydock.origin.provenance.BuildImage;
import dev.drydock.origin.provenance.BuildProvenance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells where the base image of an image ends, from the surest thing that is known of it: layers
/// of known bases, the Dockerfile, what the builder wrote down, and last the shape of the history.
///
/// The name comes from whoever tells one: a known base, the OCI annotations
/// `org.opencontainers.image.base.name` and `.digest`, the Dockerfile, the builder; the digest also
/// from the provenance of the build.
public final class BaseRecognition {
  static final String NAME = "org.opencontainers.image.base.name";
  static final String DIGEST = "org.opencontainers.image.base.digest";

  private final List<KnownBase> known;
  private final @Nullable DockerfileOrigin dockerfile;
  private final Map<Integer, Integer> lines;
  private final @Nullable BuildProvenance provenance;

  /// What a Dockerfile tells of the image that was built from it.
  ///
  /// @param base the reference of its last stage's `FROM`, resolved; `null` where it cannot be
  /// @param entries how many entries of the history, from the end, its instructions account for
  public record DockerfileOrigin(@Nullable String base, int entries) {}

  /// @param known bases to look for; of several that fit, the one with the most layers counts
  public BaseRecognition(List<KnownBase> known, @Nullable DockerfileOrigin dockerfile) {
    this(known, dockerfile, Map.of(), null);
  }

  private BaseRecognition(
      List<KnownBase> known,
      @Nullable DockerfileOrigin dockerfile,
      Map<Integer, Integer> lines,
      @Nullable BuildProvenance provenance) {
    this.known = List.copyOf(known);
    this.dockerfile = dockerfile;
    this.lines = lines;
    this.provenance = provenance;
  }

  /// The same, with what the builder wrote down; `null` where it is not known.
  public BaseRecognition with(@Nullable BuildProvenance written) {
    return new BaseRecognition(known, dockerfile, lines, written);
  }

  /// With all that the Dockerfile tells which the image was built from.
  public static BaseRecognition of(List<KnownBase> known, DockerfileHistory.Fits dockerfile) {
    Map<Integer, Integer> lines = new HashMap<>();
    for (int layer = 0; layer < dockerfile.image().layers().size(); layer++) {
      Integer line = dockerfile.lineOfLayer(layer).orElse(null);
      if (line != null) {
        lines.put(layer, line);
      }
    }
    return new BaseRecognition(known, dockerfile.origin(), lines, null);
  }

  public Origins of(Bom.Subject image) {
    int layers = image.layers().size();
    if (layers == 0) {
      return Origins.unknown();
    }
    BaseImage found = byLayers(image);
    if (found == null && dockerfile != null) {
      found = byDockerfile(image.history(), dockerfile, layers);
    }
    if (found == null) {
      found = byHistory(image.history(), layers);
    }
    if (found.evidence().guessed()) {
      found = atLeastShared(image, found);
    }
    return new Origins(named(found, image.labels()), lines);
  }

  /// Layers that an image has in common with another one from the lowest on are not the
  /// application's alone: at least they are the base's, however the history looks.
  private BaseImage atLeastShared(Bom.Subject image, BaseImage guessed) {
    List<@Nullable String> diffIds = diffIds(image);
    int longest = guessed.layers();
    for (KnownBase base : known) {
      int shared = base.shared(diffIds);
      // an image that is all of it is the same image, or one that was built upon this one
      longest = shared < diffIds.size() ? Math.max(longest, shared) : longest;
    }
    return longest == guessed.layers()
        ? guessed
        : new BaseImage(null, null, longest, Evidence.SHARED_LAYERS);
  }

  private static List<@Nullable String> diffIds(Bom.Subject image) {
    List<@Nullable String> diffIds = new ArrayList<>();
    for (Bom.LayerSummary layer : image.layers()) {
      diffIds.add(layer.diffId());
    }
    return diffIds;
  }

  private @Nullable BaseImage byLayers(Bom.Subject image) {
    List<@Nullable String> diffIds = diffIds(image);
    KnownBase longest = null;
    for (KnownBase base : known) {
      if (base.beneath(diffIds)
          && (longest == null || base.diffIds().size() > longest.diffIds().size())) {
        longest = base;
      }
    }
    return longest == null
        ? null
        : new BaseImage(
            longest.reference(), longest.digest(), longest.diffIds().size(), Evidence.LAYERS);
  }

  private static @Nullable BaseImage byDockerfile(
      List<HistoryEntry> history, DockerfileOrigin dockerfile, int layers) {
    int from = history.size() - dockerfile.entries();
    if (dockerfile.entries() <= 0 || from < 0 || layersOf(history, history.size()) != layers) {
      return null;
    }
    int beneath = layersOf(history, from);
    if (beneath == 0 && dockerfile.base() != null) {
      // squashed: what came with the base lies in the same layer as all else
      return new BaseImage(dockerfile.base(), null, 1, Evidence.LOWEST_LAYER);
    }
    return new BaseImage(dockerfile.base(), null, beneath, Evidence.DOCKERFILE);
  }

  private static BaseImage byHistory(List<HistoryEntry> history, int layers) {
    if (layersOf(history, history.size()) == layers) {
      int begin = beginningOf(history, layers);
      if (begin > 0) {
        String reference = reference(history.get(begin));
        return new BaseImage(reference, null, layersOf(history, begin), Evidence.BUILDER);
      }
      int last = history.size() - 1;
      while (last > 0 && history.get(last).emptyLayer()) {
        last--;
      }
      for (int i = last; i > 0; i--) {
        if (history.get(i).emptyLayer() && isCommand(history.get(i).createdBy())) {
          return new BaseImage(null, null, layersOf(history, i), Evidence.HISTORY);
        }
      }
    }
    return new BaseImage(null, null, 1, Evidence.LOWEST_LAYER);
  }

  /// How many layers the entries before `end` made.
  private static int layersOf(List<HistoryEntry> history, int end) {
    int layers = 0;
    for (HistoryEntry entry : history.subList(0, end)) {
      if (!entry.emptyLayer()) {
        layers++;
      }
    }
    return layers;
  }

  /// The first entry of the image's own build, which the builder wrote the base to; 0 where it
  /// names none.
  ///
  /// With `--layers` Buildah writes it to every entry: to the first one the base, to all others the
  /// id of what the entries before came to. Of a base by its id nobody can tell.
  private static int beginningOf(List<HistoryEntry> history, int layers) {
    int begin = history.size() - 1;
    while (begin > 0
        && (reference(history.get(begin)) == null || layersOf(history, begin) == layers)) {
      begin--;
    }
    while (begin > 0 && isIntermediate(reference(history.get(begin)))) {
      begin--;
    }
    return begin <= 0 || reference(history.get(begin)) == null ? 0 : begin;
  }

  /// Twelve digits of an id, as Buildah calls images without a name.
  private static boolean isIntermediate(@Nullable String reference) {
    return reference != null
        && reference.length() == 12
        && reference.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
  }

  /// `FROM docker.io/library/debian:11` without its first word; `null` where none is written.
  private static @Nullable String reference(HistoryEntry entry) {
    String comment = entry.comment();
    return comment != null && comment.startsWith("FROM ")
        ? comment.substring("FROM ".length()).strip()
        : null;
  }

  private static boolean isCommand(@Nullable String createdBy) {
    return createdBy != null && NoOperation.without(createdBy).startsWith("CMD ");
  }

  private BaseImage named(BaseImage base, Map<String, String> labels) {
    String reference = base.reference() == null ? labels.get(NAME) : base.reference();
    if (reference == null && base.evidence() == Evidence.HISTORY && provenance != null) {
      // there is a base, and it must be the only image that the build used
      reference = provenance.onlyImage().map(BuildImage::reference).orElse(null);
    }
    String digest = base.digest() == null ? labels.get(DIGEST) : base.digest();
    if (digest == null && reference != null && provenance != null) {
      digest = provenance.digestOf(reference).orElse(null);
    }
    return new BaseImage(reference, digest, base.layers(), base.evidence());
  }
}
