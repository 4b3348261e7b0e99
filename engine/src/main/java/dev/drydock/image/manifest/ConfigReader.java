package dev.drydock.image.manifest;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.ImageConfig.HistoryEntry;
import dev.drydock.image.ImageConfig.Start;
import dev.drydock.image.ImageException;
import dev.drydock.image.Platform;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads image configs (OCI image specification, "Image Configuration"). Thread-safe.
///
/// Builders leave out or misspell much of it, so only a document that is no JSON object is an
/// error.
///
/// ```json
/// {"architecture": "amd64", "os": "linux", "created": "2024-01-01T00:00:00Z",
///  "config": {"User": "app", "Labels": {"org.opencontainers.image.version": "1"}},
///  "rootfs": {"type": "layers", "diff_ids": ["sha256:…"]},
///  "history": [{"created_by": "ADD rootfs.tar /"}, {"created_by": "CMD [\"sh\"]", "empty_layer": true}]}
/// ```
public final class ConfigReader {
  private static final String UNKNOWN = "unknown";

  private final JsonReader json;

  public ConfigReader(Limits limits) {
    this.json = new JsonReader(limits);
  }

  /// @param digest of `body`, as the manifest says it; `null` where there is none
  /// @param annotations of the manifest: they count as labels where no label has the name
  /// @param what names the image in errors
  public ImageConfig read(
      byte[] body, @Nullable Digest digest, Map<String, String> annotations, String what)
      throws ImageException {
    Json document = ManifestReader.parse(json, body, what, "config");
    Json settings = document.get("config").orElse(document);
    Map<String, String> labels = new HashMap<>(annotations);
    labels.putAll(ManifestReader.texts(settings.get("Labels").orElse(null)));
    return new ImageConfig(
        digest,
        platform(document),
        presentText(document, "created"),
        presentText(settings, "User"),
        settings.texts("Env"),
        settings
            .get("Healthcheck")
            .map(check -> !check.texts("Test").contains("NONE"))
            .orElse(false),
        diffIds(document),
        history(document),
        labels,
        start(settings));
  }

  private static Start start(Json settings) {
    String directory = presentText(settings, "WorkingDir");
    return new Start(
        settings.texts("Entrypoint"),
        settings.texts("Cmd"),
        names(settings, "ExposedPorts"),
        names(settings, "Volumes"),
        directory == null ? "" : directory);
  }

  /// What is written as an object whose names alone say something.
  private static List<String> names(Json settings, String member) {
    return settings.get(member).map(set -> List.copyOf(set.members().keySet())).orElse(List.of());
  }

  private static Platform platform(Json document) {
    String os = presentText(document, "os");
    String architecture = presentText(document, "architecture");
    String variant = presentText(document, "variant");
    return new Platform(
        os == null ? UNKNOWN : os.toLowerCase(Locale.ROOT),
        architecture == null ? UNKNOWN : architecture.toLowerCase(Locale.ROOT),
        variant == null ? null : variant.toLowerCase(Locale.ROOT));
  }

  /// Those before the first that is no digest: the ones after it could not be told to their layers.
  private static List<Digest> diffIds(Json document) {
    List<Digest> diffIds = new ArrayList<>();
    for (Json item : document.get("rootfs").map(root -> root.items("diff_ids")).orElse(List.of())) {
      if (!(item instanceof Json.Text(String text))) {
        break;
      }
      try {
        diffIds.add(Digest.parse(text));
      } catch (IllegalArgumentException _) {
        break;
      }
    }
    return diffIds;
  }

  private static List<HistoryEntry> history(Json document) {
    List<HistoryEntry> history = new ArrayList<>();
    for (Json item : document.items("history")) {
      history.add(
          new HistoryEntry(
              presentText(item, "created"),
              presentText(item, "created_by"),
              presentText(item, "comment"),
              item.isTrue("empty_layer")));
    }
    return history;
  }

  private static @Nullable String presentText(Json json, String name) {
    String text = json.text(name);
    return text == null || text.isEmpty() ? null : text;
  }
}
