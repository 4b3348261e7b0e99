package dev.drydock.report.json;

import dev.drydock.bom.Bom;
import dev.drydock.bom.BuildInformation;
import dev.drydock.bom.Component;
import dev.drydock.bom.Creation;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Installation;
import dev.drydock.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A [Bom] as Drydock's own JSON: the object that `scan` writes, as far as it is about what is in
/// the image.
///
/// ```json
/// {
///   "schemaVersion": 1,
///   "image": {"reference": "docker-archive:app.tar", "digest": null, "distro": "debian-11"},
///   "components": [{"name": "zlib1g", "version": "1:1.2.11", "type": "deb", "purl": "pkg:deb/…"}],
///   "unreadable": [], "warnings": []
/// }
/// ```
public final class BomJson {
  private BomJson() {}

  /// Writes the document; `out` stays open.
  public static void write(Bom bom, Creation creation, OutputStream out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    document(json, bom, creation);
    json.flush();
  }

  /// Writes one document for several images, as [ScanJson#writeAll] does.
  public static void writeAll(List<Bom> boms, Creation creation, OutputStream out)
      throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.object().member("schemaVersion", 1).array("images");
    for (Bom bom : boms) {
      document(json, bom, creation);
    }
    json.end().end().flush();
  }

  private static void document(JsonWriter json, Bom bom, Creation creation) throws IOException {
    start(json, bom, creation);
    buildInformation(json, bom);
    rest(json, bom, List.of());
    json.end();
  }

  private static void buildInformation(JsonWriter json, Bom bom) throws IOException {
    if (bom.buildInformation().isEmpty()) {
      return;
    }
    json.array("buildInformation");
    for (BuildInformation information : bom.buildInformation()) {
      json.object()
          .member("path", information.location().path())
          .member("layer", information.location().layer())
          .member("build", information.build())
          .member("cpeName", information.cpeName())
          .member("contentSets", information.contentSets())
          .end();
    }
    json.end();
  }

  static void start(JsonWriter json, Bom bom, Creation creation) throws IOException {
    json.object().member("schemaVersion", 1);
    json.object("tool")
        .member("name", Creation.TOOL)
        .member("version", creation.version())
        .end()
        .member("createdAt", creation.at().toString());
    image(json, bom);
    json.array("components");
    for (Component component : bom.components()) {
      component(json, bom, component);
    }
    json.end();
    json.array("dependencies");
    for (Bom.Dependency dependency : bom.dependencies()) {
      json.object().member("from", dependency.from()).member("to", dependency.to()).end();
    }
    json.end();
  }

  /// @param warnings of later stages, after those about the image
  static void rest(JsonWriter json, Bom bom, List<String> warnings) throws IOException {
    List<Bom.Deleted> deleted = bom.deleted();
    if (deleted != null) {
      deleted(json, bom, deleted);
    }
    json.array("unreadable");
    for (Bom.Unreadable unreadable : bom.unreadable()) {
      json.object()
          .member("path", unreadable.path())
          .member("cataloger", unreadable.cataloger())
          .member("reason", unreadable.reason())
          .end();
    }
    json.end();
    // of a bill of materials that a scan wrote down, these have been told before
    Set<String> all = new LinkedHashSet<>(bom.subject().warnings());
    all.addAll(warnings);
    json.member("warnings", all);
  }

  private static void deleted(JsonWriter json, Bom bom, List<Bom.Deleted> deleted)
      throws IOException {
    json.array("deletedComponents");
    for (Bom.Deleted one : deleted) {
      reference(json.object(), one.component());
      json.member("locations", locations(one.component()))
          .member("layer", bom.layerOf(one.component()))
          .member("deletedIn", bom.layerId(one.layer()))
          .end();
    }
    json.end();
  }

  private static List<String> locations(Component component) {
    List<String> locations = new ArrayList<>();
    for (Component.Location location : component.locations()) {
      locations.add(location.path());
    }
    return locations;
  }

  private static void image(JsonWriter json, Bom bom) throws IOException {
    Bom.Subject subject = bom.subject();
    Distribution distribution = bom.distribution();
    json.object("image")
        .member("reference", subject.reference())
        .member("digest", subject.digest())
        .member("imageId", subject.imageId())
        .member("distro", distribution == null ? null : distribution.purlQualifier())
        .member("distroName", distribution == null ? null : distribution.name())
        .member("platform", subject.platform())
        .member("created", subject.created());
    json.array("layers");
    for (Bom.LayerSummary layer : subject.layers()) {
      json.object()
          .member("index", layer.index())
          .member("digest", layer.digest())
          .member("diffId", layer.diffId())
          .member("createdBy", layer.createdBy())
          .end();
    }
    json.end().object("labels");
    for (Map.Entry<String, String> label : new TreeMap<>(subject.labels()).entrySet()) {
      json.member(label.getKey(), label.getValue());
    }
    json.end();
    distribution(json, distribution);
    history(json, subject.history());
    json.end();
  }

  private static void distribution(JsonWriter json, @Nullable Distribution distribution)
      throws IOException {
    if (distribution != null) {
      json.object("distribution")
          .member("id", distribution.id())
          .member("version", distribution.versionId())
          .optional("codename", distribution.codename())
          .member("idLike", distribution.idLike())
          .optional("cpeName", distribution.cpeName())
          .end();
    }
  }

  private static void history(JsonWriter json, List<Bom.HistoryEntry> history) throws IOException {
    if (history.isEmpty()) {
      return;
    }
    json.array("history");
    for (Bom.HistoryEntry entry : history) {
      json.object()
          .optional("createdBy", entry.createdBy())
          .optional("comment", entry.comment())
          .member("emptyLayer", entry.emptyLayer())
          .end();
    }
    json.end();
  }

  private static void component(JsonWriter json, Bom bom, Component component) throws IOException {
    reference(json.object(), component);
    json.member("locations", locations(component)).member("layer", bom.layerOf(component));
    layers(json, bom, component);
    json.member("licences", component.licences());
    if (component.ownProject()) {
      json.member("ownProject", true);
    }
    if (component.packages() != null) {
      json.member("packages", component.packages());
    }
    json.optional("supplier", component.supplier());
    hashes(json, component);
    Component.OsPackage os = component.os();
    if (os == null) {
      json.member("source", (String) null);
    } else {
      json.object("source")
          .member("name", os.source().name())
          .member("version", os.source().version());
      if (!os.source().epochKnown()) {
        json.member("epochKnown", false);
      }
      json.end()
          .member("architecture", os.architecture())
          .optional("maintainer", os.maintainer())
          .optional("modularityLabel", os.modularityLabel());
      installation(json, os.installation());
    }
    json.object("evidence")
        .member("cataloger", component.evidence().cataloger())
        .member("source", component.evidence().source())
        .end()
        .end();
  }

  /// Where `layer` does not say it: locations of other layers, and layers that look the same.
  private static void layers(JsonWriter json, Bom bom, Component component) throws IOException {
    int told = 0;
    String id = bom.layerOf(component);
    for (Bom.LayerSummary layer : bom.subject().layers()) {
      if (id != null && id.equals(layer.id())) {
        told = layer.index();
        break;
      }
    }
    boolean all = true;
    for (Component.Location location : component.locations()) {
      all &= location.layer() == told;
    }
    if (!all) {
      json.numbers(
          "locationLayers",
          component.locations().stream().mapToInt(Component.Location::layer).toArray());
    }
  }

  private static void hashes(JsonWriter json, Component component) throws IOException {
    if (component.hashes().isEmpty()) {
      return;
    }
    json.array("hashes");
    for (Component.Hash hash : component.hashes()) {
      json.object().member("algorithm", hash.algorithm()).member("value", hash.value()).end();
    }
    json.end();
  }

  private static void installation(JsonWriter json, @Nullable Installation installation)
      throws IOException {
    if (installation != null) {
      json.object("installation")
          .member("reason", installation.reason().word())
          .member("alternativeFor", installation.alternativeFor())
          .member("recommendedBy", installation.recommendedBy());
      if (installation.linkedBy() != null) {
        json.member("linkedBy", installation.linkedBy());
      }
      json.end();
    }
  }

  /// The four members by which a component is known everywhere.
  static void reference(JsonWriter json, Component component) throws IOException {
    json.member("name", component.name())
        .member("version", component.version())
        .member("type", component.type())
        .member("purl", component.purl().toString());
  }
}
