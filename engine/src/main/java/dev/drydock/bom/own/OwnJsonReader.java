package dev.drydock.bom.own;

import dev.drydock.bom.Creation;
import dev.drydock.bom.ModulePackages;
import dev.drydock.bom.OwnProperties;
import dev.drydock.bom.described.DescribedBom;
import dev.drydock.bom.described.DescribedComponent;
import dev.drydock.bom.described.DescribedSubject;
import dev.drydock.json.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what `drydock sbom --format json` and `drydock scan --format json` wrote
/// (`docs/schema/scan-1.json`): the image and its components. What a scan found is passed over: it
/// is looked up anew.
public final class OwnJsonReader {
  private final DescribedBom out;

  /// Where a layer stands, by the name that components have for it.
  private final Map<String, Integer> layers = new HashMap<>();

  private OwnJsonReader(DescribedBom out) {
    this.out = out;
  }

  /// Whether a document is one of these, about one image.
  public static boolean recognises(Json document) {
    String tool = document.get("tool").map(it -> it.text("name")).orElse(null);
    return Creation.TOOL.equals(tool)
        && document.get("schemaVersion").isPresent()
        && document.get("components").isPresent();
  }

  /// @throws IOException where it goes over a limit
  public static void read(Json document, DescribedBom out) throws IOException {
    out.format("Drydock JSON");
    new OwnJsonReader(out).document(document);
  }

  private void document(Json document) throws IOException {
    document.get("image").ifPresent(this::image);
    int index = 0;
    for (Json item : document.items("components")) {
      component(item, String.valueOf(index));
      index++;
    }
    for (Json dependency : document.items("dependencies")) {
      out.dependency(number(dependency, "from"), number(dependency, "to"));
    }
    DescribedSubject subject = out.subject();
    for (Json one : document.items("unreadable")) {
      subject.property(
          OwnProperties.UNREADABLE,
          one.text("cataloger") + "|" + one.text("path") + "|" + one.text("reason"));
    }
    document.texts("warnings").forEach(subject::warning);
  }

  private static @Nullable String number(Json json, String member) {
    return json.integer(member).map(String::valueOf).orElse(null);
  }

  private void image(Json image) {
    DescribedSubject subject = out.subject();
    subject.name(image.text("reference"));
    String platform = image.text("platform");
    subject.property(OwnProperties.PLATFORM, platform == null ? "" : platform);
    subject.property(OwnProperties.DIGEST, image.text("digest"));
    subject.property(OwnProperties.IMAGE_ID, image.text("imageId"));
    subject.property(OwnProperties.CREATED, image.text("created"));
    int index = 0;
    for (Json layer : image.items("layers")) {
      layer(subject, layer, index);
      index++;
    }
    index = 0;
    for (Json entry : image.items("history")) {
      String instruction = entry.text("createdBy");
      String kind = entry.isTrue("emptyLayer") ? " empty" : " layer";
      subject.property(
          OwnProperties.HISTORY, index + kind + (instruction == null ? "" : " " + instruction));
      numbered(subject, OwnProperties.HISTORY_COMMENT, index, entry.text("comment"));
      index++;
    }
    image
        .get("labels")
        .map(Json::members)
        .orElse(Map.of())
        .forEach(
            (name, value) ->
                subject.property(OwnProperties.LABEL + name, value.text().orElse(null)));
    distribution(image);
  }

  private void layer(DescribedSubject subject, Json layer, int index) {
    String digest = layer.text("digest");
    String diffId = layer.text("diffId");
    subject.property(
        OwnProperties.LAYER_DIGEST, digest == null ? String.valueOf(index) : index + " " + digest);
    numbered(subject, OwnProperties.LAYER_DIFF_ID, index, diffId);
    numbered(subject, OwnProperties.LAYER_CREATED_BY, index, layer.text("createdBy"));
    String id = diffId != null ? diffId : digest;
    if (id != null) {
      layers.putIfAbsent(id, index);
    }
  }

  private static void numbered(
      DescribedSubject subject, String property, int index, @Nullable String value) {
    subject.property(property, value == null ? null : index + " " + value);
  }

  /// Documents before these parts were written have id and version in one.
  private void distribution(Json image) {
    Json parts = image.get("distribution").orElse(null);
    String name = image.text("distroName");
    String id = parts == null ? image.text("distro") : parts.text("id");
    if (id == null || id.isEmpty()) {
      return;
    }
    if (parts == null) {
      int dash = id.lastIndexOf('-');
      out.distribution(
          dash < 1 ? id : id.substring(0, dash),
          dash < 1 ? null : id.substring(dash + 1),
          name,
          Map.of());
      return;
    }
    out.distribution(
        id,
        parts.text("version"),
        name,
        Map.of(
            OwnProperties.CODENAME,
            listed(parts.text("codename")),
            OwnProperties.ID_LIKE,
            parts.texts("idLike"),
            OwnProperties.CPE,
            listed(parts.text("cpeName"))));
  }

  private static List<String> listed(@Nullable String text) {
    return text == null ? List.of() : List.of(text);
  }

  private void component(Json item, String reference) throws IOException {
    Json evidence = item.get("evidence").orElse(item);
    DescribedComponent component =
        out.component(reference)
            .named(null, item.text("name"))
            .version(item.text("version"))
            .purl(item.text("purl"))
            .property(OwnProperties.NAME, item.text("name"))
            .property(OwnProperties.CATALOGER, evidence.text("cataloger"))
            .property(OwnProperties.EVIDENCE, evidence.text("source"))
            .property(OwnProperties.SUPPLIER, item.text("supplier"));
    if (item.isTrue("ownProject")) {
      component.property(OwnProperties.OWN_PROJECT, "true");
    }
    if (item.get("packages").isPresent()) {
      String module = item.text("name") == null ? "" : item.text("name");
      component.property(
          OwnProperties.PACKAGES, ModulePackages.text(module, item.texts("packages")));
    }
    for (String licence : item.texts("licences")) {
      component.property(OwnProperties.LICENCE, licence);
    }
    for (Json hash : item.items("hashes")) {
      component.hash(hash.text("algorithm"), hash.text("value"));
    }
    locations(item, component);
    item.get("source").ifPresent(source -> packaged(item, source, component));
  }

  private void locations(Json item, DescribedComponent component) {
    String layer = item.text("layer");
    int told = layer == null ? 0 : layers.getOrDefault(layer, 0);
    List<Json> own = item.items("locationLayers");
    List<String> paths = item.texts("locations");
    for (int i = 0; i < paths.size(); i++) {
      String index =
          i < own.size() && own.get(i) instanceof Json.Number(String literal)
              ? literal
              : String.valueOf(told);
      component.property(OwnProperties.LOCATION, index + " " + paths.get(i));
    }
  }

  /// What packages of an operating system have beside.
  private static void packaged(Json item, Json source, DescribedComponent component) {
    component
        .property(OwnProperties.SOURCE_NAME, source.text("name"))
        .property(OwnProperties.SOURCE_VERSION, source.text("version"))
        .property(OwnProperties.ARCHITECTURE, item.text("architecture"))
        .property(OwnProperties.MAINTAINER, item.text("maintainer"))
        .property(OwnProperties.MODULARITY, item.text("modularityLabel"));
    if (source.get("epochKnown").isPresent() && !source.isTrue("epochKnown")) {
      component.property(OwnProperties.SOURCE_EPOCH, "false");
    }
    Json installation = item.get("installation").orElse(null);
    if (installation != null) {
      component
          .property(OwnProperties.INSTALLATION, installation.text("reason"))
          .property(
              OwnProperties.ALTERNATIVE_FOR, String.join(" ", installation.texts("alternativeFor")))
          .property(
              OwnProperties.RECOMMENDED_BY, String.join(" ", installation.texts("recommendedBy")))
          .property(
              OwnProperties.LINKED_BY,
              installation.get("linkedBy").isEmpty()
                  ? null
                  : OwnProperties.lines(installation.texts("linkedBy")));
    }
  }
}
