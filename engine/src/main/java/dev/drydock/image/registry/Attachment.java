package dev.drydock.image.registry;

import dev.drydock.image.Digest;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Documents that are to be kept beside an image, in a manifest of their own that names the image
/// as its subject (OCI image specification 1.1, "Guidelines for Artifact Usage").
///
/// @param artifactType what it is
/// @param annotations of the manifest, which lists of referrers repeat
public record Attachment(
    String artifactType, List<Document> documents, Map<String, String> annotations) {
  static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  public Attachment {
    documents = List.copyOf(documents);
    annotations = Map.copyOf(annotations);
  }

  /// One document.
  @SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
  public record Document(String mediaType, byte[] content, Map<String, String> annotations) {
    public Document {
      annotations = Map.copyOf(annotations);
    }

    Digest digest() {
      return Digest.of("sha256", content);
    }
  }

  /// The manifest; the same attachment of the same subject always gives the same bytes.
  byte[] manifest(StoredManifest subject) {
    Map<String, Json> manifest = new LinkedHashMap<>();
    manifest.put("schemaVersion", new Json.Number("2"));
    manifest.put("mediaType", new Json.Text(MediaTypes.OCI_MANIFEST));
    manifest.put("artifactType", new Json.Text(artifactType));
    manifest.put("config", new Json.Obj(descriptor(MediaTypes.OCI_EMPTY, EMPTY, Map.of())));
    List<Json> layers = new ArrayList<>();
    for (Document document : documents) {
      layers.add(
          new Json.Obj(descriptor(document.mediaType, document.content, document.annotations)));
    }
    manifest.put("layers", new Json.Array(layers));
    manifest.put(
        "subject",
        new Json.Obj(descriptor(MediaTypes.bare(subject.mediaType()), subject.body(), Map.of())));
    if (!annotations.isEmpty()) {
      manifest.put("annotations", texts(annotations));
    }
    return CompactJson.bytes(new Json.Obj(manifest));
  }

  /// As lists of referrers have it.
  Json entry(byte[] manifest) {
    Map<String, Json> entry = descriptor(MediaTypes.OCI_MANIFEST, manifest, annotations);
    entry.put("artifactType", new Json.Text(artifactType));
    return new Json.Obj(entry);
  }

  private static Map<String, Json> descriptor(
      String mediaType, byte[] content, Map<String, String> annotations) {
    Map<String, Json> descriptor = new LinkedHashMap<>();
    descriptor.put("mediaType", new Json.Text(mediaType));
    descriptor.put("digest", new Json.Text(Digest.of("sha256", content).toString()));
    descriptor.put("size", new Json.Number(Integer.toString(content.length)));
    if (!annotations.isEmpty()) {
      descriptor.put("annotations", texts(annotations));
    }
    return descriptor;
  }

  private static Json texts(Map<String, String> texts) {
    Map<String, Json> members = new LinkedHashMap<>();
    new TreeMap<>(texts).forEach((name, value) -> members.put(name, new Json.Text(value)));
    return new Json.Obj(members);
  }
}
