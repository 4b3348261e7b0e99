package dev.drydock.approval;

import dev.drydock.image.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A base image in the registry of approved ones, with what was decided about it.
///
/// @param repository `registry.example.org/bases/debian`
/// @param tags that stand for it and are never moved; of a candidate its own
/// @param blobs the digests of the layers as manifests name them, from the lowest up, by the digest
///   of the manifest: its own, or of an index those of the images that it lists
public record CataloguedBase(
    String repository,
    Digest digest,
    List<String> tags,
    Judgement judgement,
    Map<Digest, List<Digest>> blobs) {

  /// The image that was approved last comes last.
  public static final Comparator<CataloguedBase> BY_APPROVAL =
      Comparator.comparing(
              (CataloguedBase base) -> base.judgement.approvedAt(),
              Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(base -> base.digest.hex());

  public CataloguedBase {
    tags = List.copyOf(tags);
    blobs = Map.copyOf(blobs);
  }

  /// `registry.example.org/bases/debian:12-20260504-0123456789ab`, or by digest.
  public String reference() {
    BaseTag tag = judgement.tag();
    String named = tag == null ? null : tag.toString();
    if (named != null && tags.contains(named)) {
      return repository + ":" + named;
    }
    return tags.isEmpty() ? repository + "@" + digest : repository + ":" + tags.getFirst();
  }

  /// The layers of each of its images, as far as somebody has decided about them.
  public List<BaseChain> chains() {
    List<BaseChain> chains = new ArrayList<>();
    for (BaseContent.OfImage image : judgement.content().images()) {
      Digest manifest = image.digest() == null ? digest : image.digest();
      chains.add(new BaseChain(blobs.getOrDefault(manifest, List.of()), image.layers()));
    }
    return chains;
  }

  /// Whether both are of the same variant of the same family.
  public boolean isLike(CataloguedBase other) {
    String family = judgement.family();
    String variant = judgement.variant();
    return family != null
        && variant != null
        && repository.equals(other.repository)
        && family.equals(other.judgement.family())
        && variant.equals(other.judgement.variant());
  }
}
