package dev.drydock.catalog.redhat;

import dev.drydock.bom.BuildInformation;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what Red Hat's builds leave below `root/buildinfo` or `usr/share/buildinfo`: content sets,
/// the repositories that packages of a layer could come from, and the labels of the build. It finds
/// no components.
/// - `content_manifests/NAME-VERSION-RELEASE.json`, and `content-sets.json` of newer builds:
///   `{"metadata":{"icm_version":1,"image_layer_index":1},"content_sets":["rhel-9-for-…-rpms"]}`
///   ([image content manifest](https://github.com/containerbuildsystem/atomic-reactor))
/// - `labels.json`: `{"com.redhat.component":"ubi9-container","version":"9.4","release":"1181",
///   "cpe":"cpe:/o:redhat:enterprise_linux:9"}`
public final class BuildInformationCataloger extends DocumentCataloger {
  private static final String NAME = "build-information";
  private static final List<String> FOLDERS = List.of("root/buildinfo/", "usr/share/buildinfo/");
  private static final String MANIFESTS = "content_manifests/";
  private static final String LABELS = "labels.json";
  private static final String CONTENT_SETS = "content-sets.json";

  /// More than any image has; the number of files is bounded by that of a layer.
  private static final int MOST_CONTENT_SETS = 5_000;

  public BuildInformationCataloger(Limits limits) {
    super(NAME, limits, "*.json");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    for (String folder : FOLDERS) {
      if (path.startsWith(folder)) {
        int from = folder.length();
        from += path.startsWith(MANIFESTS, from) ? MANIFESTS.length() : 0;
        return path.endsWith(".json") && path.indexOf('/', from) < 0;
      }
    }
    return false;
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Json json = document.json();
    Location location = document.location();
    if (document.name().equals(LABELS)) {
      String build = build(json);
      String cpe = json.text("cpe");
      if (!build.isEmpty() || cpe != null) {
        out.buildInformation(new BuildInformation(location, build, cpe, List.of()));
      }
      return;
    }
    Set<String> contentSets = new LinkedHashSet<>();
    for (String contentSet : json.texts("content_sets")) {
      if (!contentSet.isBlank() && contentSets.size() < MOST_CONTENT_SETS) {
        contentSets.add(contentSet.strip());
      }
    }
    if (!contentSets.isEmpty()) {
      String name = document.name();
      String build =
          name.equals(CONTENT_SETS) ? "" : name.substring(0, name.length() - ".json".length());
      out.buildInformation(new BuildInformation(location, build, null, List.copyOf(contentSets)));
    }
  }

  /// `ubi9-container-9.4-1181`; `""` where the labels do not say all three.
  private static String build(Json labels) {
    String component = either(labels.text("com.redhat.component"), labels.text("name"));
    String version = labels.text("version");
    String release = labels.text("release");
    return component == null || version == null || release == null
        ? ""
        : component + '-' + version + '-' + release;
  }

  private static @Nullable String either(@Nullable String first, @Nullable String second) {
    return first == null || first.isBlank() ? second : first;
  }
}
