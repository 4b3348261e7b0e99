package dev.drydock.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Documents in a manifest of their own, as tools attach them to images (OCI image specification,
/// "Guidelines for Artifact Usage").
///
/// @param type `artifactType`; `null` where the manifest has none
/// @param subject the manifest that it is about; `null` where it names none
/// @param layers the documents, each with its annotations as JSON members
public record Artifact(@Nullable String type, @Nullable Blob subject, List<Layer> layers) {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  public Artifact {
    layers = List.copyOf(layers);
  }

  /// @param annotations `"name":"value"` with commas between them; `""` for none
  public record Layer(Blob blob, String annotations) {}

  /// One without a subject, for a tag to name.
  public static Artifact tagged() {
    return new Artifact(null, null, List.of());
  }

  public static Artifact of(@Nullable String type, Blob subject) {
    return new Artifact(type, subject, List.of());
  }

  /// The same with one more document.
  public Artifact with(String document, String mediaType, String annotations) {
    List<Layer> more = new ArrayList<>(layers);
    more.add(new Layer(Blob.of(document.getBytes(StandardCharsets.UTF_8), mediaType), annotations));
    return new Artifact(type, subject, more);
  }

  public Blob config() {
    return Blob.of("{}".getBytes(StandardCharsets.UTF_8), "application/vnd.oci.empty.v1+json");
  }

  public Blob manifest() {
    StringBuilder json = new StringBuilder("{\"schemaVersion\":2,\"mediaType\":\"");
    json.append(MANIFEST).append('"');
    if (type != null) {
      json.append(",\"artifactType\":\"").append(type).append('"');
    }
    json.append(",\"config\":").append(config().descriptor()).append(",\"layers\":[");
    String separator = "";
    for (Layer layer : layers) {
      json.append(separator).append(layer.blob.descriptorStart());
      json.append(",\"annotations\":{").append(layer.annotations).append("}}");
      separator = ",";
    }
    json.append(']');
    if (subject != null) {
      json.append(",\"subject\":").append(subject.descriptor());
    }
    return Blob.of(json.append('}').toString().getBytes(StandardCharsets.UTF_8), MANIFEST);
  }

  /// As a list of referrers has it: the type of a manifest without one is that of its config.
  public String descriptor() {
    return manifest().descriptorStart() + ",\"artifactType\":\"" + listedType() + "\"}";
  }

  String listedType() {
    return type == null ? config().mediaType() : type;
  }
}
