package dev.drydock.attest.cosign;

import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.image.registry.TagChange;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What lies under a tag of cosign's in one repository, brought under the same tag in another one:
/// as it is where nothing is there, else beside what is there, since whoever signed there too meant
/// it.
public final class CosignCopy implements TagChange {
  private final RegistryRepository repository;
  private final Limits limits;
  private final StoredManifest original;
  private final String what;

  /// @param repository where it goes, which has the blobs that `original` names
  /// @param what names it in errors
  public CosignCopy(
      RegistryRepository repository, Limits limits, StoredManifest original, String what) {
    this.repository = repository;
    this.limits = limits;
    this.original = original;
    this.what = what;
  }

  @Override
  public @Nullable Next apply(@Nullable StoredManifest current)
      throws IOException, InterruptedException {
    if (current == null) {
      return new Next(original.mediaType(), original.body());
    }
    if (current.digest().equals(original.digest())) {
      return null;
    }
    Json there = CosignTag.read(current, limits, what);
    List<Json> layers = new ArrayList<>(there.items("layers"));
    int before = layers.size();
    for (Json layer : CosignTag.read(original, limits, what).items("layers")) {
      if (layers.stream().noneMatch(one -> CosignTag.same(one, layer))) {
        layers.add(layer);
      }
    }
    if (layers.size() == before) {
      return null;
    }
    Map<String, Json> manifest = new LinkedHashMap<>(there.members());
    return CosignTag.next(repository, manifest, layers, what);
  }

  /// Whether nothing of the original is missing under the tag.
  ///
  /// @param current `null` where there is no such tag
  public boolean isDone(@Nullable StoredManifest current) throws IOException {
    if (current == null || current.digest().equals(original.digest())) {
      return current != null;
    }
    List<Json> layers = CosignTag.read(current, limits, what).items("layers");
    for (Json layer : CosignTag.read(original, limits, what).items("layers")) {
      if (layers.stream().noneMatch(one -> CosignTag.same(one, layer))) {
        return false;
      }
    }
    return true;
  }
}
