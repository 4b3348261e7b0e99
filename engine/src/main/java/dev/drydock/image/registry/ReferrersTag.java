package dev.drydock.image.registry;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.Manifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The index under a tag of the subject's digest, which lists what refers to it in registries that
/// keep no such list themselves (OCI distribution specification 1.1, "Referrers Tag Schema").
final class ReferrersTag implements TagChange {
  private static final int MOST_HEX = 64;

  private final JsonReader json;
  private final Map<Digest, Json> referrers;
  private final String what;

  /// @param referrers the descriptors of manifests that refer, with their artifact types and
  ///   annotations
  ReferrersTag(Limits limits, Map<Digest, Json> referrers, String what) {
    this.json = new JsonReader(limits);
    this.referrers = referrers;
    this.what = what;
  }

  /// The tag for a subject.
  static String of(Digest subject) {
    String hex = subject.hex();
    return subject.algorithm() + "-" + hex.substring(0, Math.min(hex.length(), MOST_HEX));
  }

  /// What a list has of a manifest.
  static Json entry(StoredManifest referrer, ManifestReader reader, String what)
      throws ImageException {
    Manifest manifest = reader.read(referrer.body(), referrer.mediaType(), what);
    String type = manifest.artifactType();
    if (type == null && manifest instanceof ImageManifest image) {
      type = image.config().mediaType();
    }
    Map<String, Json> entry = new LinkedHashMap<>();
    entry.put("mediaType", new Json.Text(manifest.mediaType()));
    entry.put("digest", new Json.Text(referrer.digest().toString()));
    entry.put("size", new Json.Number(Integer.toString(referrer.body().length)));
    if (!manifest.annotations().isEmpty()) {
      Map<String, Json> texts = new LinkedHashMap<>();
      new TreeMap<>(manifest.annotations())
          .forEach((name, value) -> texts.put(name, new Json.Text(value)));
      entry.put("annotations", new Json.Obj(texts));
    }
    if (type != null && !type.isEmpty()) {
      entry.put("artifactType", new Json.Text(type));
    }
    return new Json.Obj(entry);
  }

  @Override
  public @Nullable Next apply(@Nullable StoredManifest current) throws ImageException {
    Map<String, Json> index = new LinkedHashMap<>();
    List<Json> entries = new ArrayList<>();
    if (current == null) {
      index.put("schemaVersion", new Json.Number("2"));
      index.put("mediaType", new Json.Text(MediaTypes.OCI_INDEX));
    } else {
      index.putAll(read(current).members());
      entries.addAll(index.getOrDefault("manifests", new Json.Array(List.of())).items());
    }
    Set<String> there = new HashSet<>();
    for (Json one : entries) {
      there.add(String.valueOf(one.text("digest")));
    }
    int before = entries.size();
    referrers.forEach(
        (digest, entry) -> {
          if (!there.contains(digest.toString())) {
            entries.add(entry);
          }
        });
    if (entries.size() == before) {
      return null;
    }
    // whatever else is in there was put by others, and stays
    index.put("manifests", new Json.Array(entries));
    return new Next(MediaTypes.OCI_INDEX, CompactJson.bytes(new Json.Obj(index)));
  }

  private Json read(StoredManifest current) throws ImageException {
    Json document;
    try {
      document = json.read(current.body(), what);
    } catch (IOException _) {
      document = new Json.Null();
    }
    if (document.get("manifests").orElse(null) instanceof Json.Array
        && document.get("layers").isEmpty()) {
      return document;
    }
    throw new ImageException(
        Kind.CORRUPT,
        "under the tag where the registry's list of what refers to "
            + what
            + " belongs lies something else; delete that tag, and try again");
  }
}
