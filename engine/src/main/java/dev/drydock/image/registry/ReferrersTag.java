package dev.drydock.image.registry;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The index under a tag of the subject's digest, which lists what refers to it in registries that
/// keep no such list themselves (OCI distribution specification 1.1, "Referrers Tag Schema").
final class ReferrersTag implements TagChange {
  private static final int MOST_HEX = 64;

  private final JsonReader json;
  private final Digest referrer;
  private final Json entry;
  private final String what;

  /// @param entry the descriptor of the manifest that refers, with its artifact type and
  ///   annotations
  ReferrersTag(Limits limits, Digest referrer, Json entry, String what) {
    this.json = new JsonReader(limits);
    this.referrer = referrer;
    this.entry = entry;
    this.what = what;
  }

  /// The tag for a subject.
  static String of(Digest subject) {
    String hex = subject.hex();
    return subject.algorithm() + "-" + hex.substring(0, Math.min(hex.length(), MOST_HEX));
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
    for (Json one : entries) {
      if (referrer.toString().equals(one.text("digest"))) {
        return null;
      }
    }
    entries.add(entry);
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
