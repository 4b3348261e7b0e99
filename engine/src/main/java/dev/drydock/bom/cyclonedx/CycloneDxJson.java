package dev.drydock.bom.cyclonedx;

import dev.drydock.bom.Bom;
import dev.drydock.bom.BomIdentity;
import dev.drydock.bom.Component;
import dev.drydock.bom.Creation;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.licence.LicenceExpression;
import dev.drydock.bom.licence.LicenceList;
import dev.drydock.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A [Bom] as CycloneDX 1.6 in JSON (ECMA-424).
///
/// ```json
/// {
///   "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": "urn:uuid:…", "version": 1,
///   "metadata": {"component": {"type": "container", "name": "registry:debian:11"}},
///   "components": [{"type": "library", "name": "zlib1g", "purl": "pkg:deb/debian/zlib1g@…"}],
///   "dependencies": [{"ref": "image", "dependsOn": ["pkg:deb/debian/zlib1g@…"]}]
/// }
/// ```
///
/// What CycloneDX has no member for stands in properties whose names start with `drydock:`.
public final class CycloneDxJson {
  private static final String IMAGE = "image";
  private static final String OPERATING_SYSTEM = "operating-system";

  private final Bom bom;
  private final Creation creation;
  private final LicenceList licences;

  /// For each component, unique in the document.
  private final List<String> references = new ArrayList<>();

  private CycloneDxJson(Bom bom, Creation creation) {
    this.bom = bom;
    this.creation = creation;
    this.licences = LicenceList.load();
    Set<String> taken = new HashSet<>(Set.of(IMAGE, OPERATING_SYSTEM));
    for (Component component : bom.components()) {
      String purl = component.purl().toString();
      String reference = purl;
      for (int i = 2; !taken.add(reference); i++) {
        reference = purl + "#" + i;
      }
      references.add(reference);
    }
  }

  /// Writes the document; `out` stays open.
  public static void write(Bom bom, Creation creation, OutputStream out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    new CycloneDxJson(bom, creation).document(json);
    json.flush();
  }

  private void document(JsonWriter json) throws IOException {
    json.object()
        .member("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json")
        .member("bomFormat", "CycloneDX")
        .member("specVersion", "1.6")
        .member("serialNumber", "urn:uuid:" + BomIdentity.of(bom))
        .member("version", 1);
    metadata(json);
    json.array("components");
    operatingSystem(json);
    for (int i = 0; i < bom.components().size(); i++) {
      component(json, bom.components().get(i), references.get(i));
    }
    json.end();
    dependencies(json);
    compositions(json);
    json.end();
  }

  private void metadata(JsonWriter json) throws IOException {
    json.object("metadata").member("timestamp", creation.at().toString());
    json.object("tools").array("components").object();
    json.member("type", "application")
        .member("name", Creation.TOOL)
        .member("version", creation.version())
        .end()
        .end()
        .end();
    Bom.Subject subject = bom.subject();
    json.object("component")
        .member("bom-ref", IMAGE)
        .member("type", "container")
        .member("name", subject.reference())
        .optional("version", subject.digest() != null ? subject.digest() : subject.imageId());
    json.array("properties");
    property(json, "platform", subject.platform());
    property(json, "digest", subject.digest());
    property(json, "image-id", subject.imageId());
    for (Bom.LayerSummary layer : subject.layers()) {
      property(json, "layer", layer.id());
    }
    json.end().end();
    if (!bom.unreadable().isEmpty() || !subject.warnings().isEmpty()) {
      json.array("properties");
      for (Bom.Unreadable unreadable : bom.unreadable()) {
        property(json, "unreadable", unreadable.path() + ": " + unreadable.reason());
      }
      for (String warning : subject.warnings()) {
        property(json, "warning", warning);
      }
      json.end();
    }
    json.end();
  }

  private void operatingSystem(JsonWriter json) throws IOException {
    Distribution distribution = bom.distribution();
    if (distribution == null) {
      return;
    }
    json.object()
        .member("bom-ref", OPERATING_SYSTEM)
        .member("type", "operating-system")
        .member("name", distribution.id());
    json.optional("version", distribution.versionId().isEmpty() ? null : distribution.versionId())
        .member("description", distribution.name())
        .end();
  }

  private void component(JsonWriter json, Component component, String reference)
      throws IOException {
    json.object().member("bom-ref", reference).member("type", "library");
    String name = component.name();
    int group = groupEnd(component);
    json.optional("group", group > 0 ? name.substring(0, group) : null)
        .member("name", group > 0 ? name.substring(group + 1) : name);
    json.optional("version", component.version().isEmpty() ? null : component.version());
    licences(json, component.licences());
    json.member("purl", component.purl().toString());
    json.array("properties");
    property(json, "cataloger", component.evidence().cataloger());
    property(json, "layer", bom.layerOf(component));
    Component.OsPackage os = component.os();
    if (os != null) {
      property(json, "source:name", os.source().name());
      property(json, "source:version", os.source().version());
      property(json, "modularity-label", os.modularityLabel());
    }
    json.end();
    evidence(json, component);
    json.end();
  }

  /// Where the group ends in a name of an ecosystem that has groups, else -1.
  private static int groupEnd(Component component) {
    String name = component.name();
    return switch (component.type()) {
      case "maven" -> name.indexOf(':');
      case "npm" -> name.startsWith("@") ? name.indexOf('/') : -1;
      default -> -1;
    };
  }

  private void licences(JsonWriter json, List<String> all) throws IOException {
    List<String> texts = new ArrayList<>(all);
    texts.removeIf(String::isBlank);
    if (texts.isEmpty()) {
      return;
    }
    LicenceExpression expression = licences.all(texts).orElse(null);
    json.array("licenses");
    if (expression != null && expression.compound()) {
      json.object().member("expression", expression.text()).end();
    } else {
      for (String text : texts) {
        LicenceExpression one = licences.parse(text).orElse(null);
        json.object().object("license");
        json.member(one == null || one.compound() ? "name" : "id", one == null ? text : one.text())
            .end()
            .end();
      }
    }
    json.end();
  }

  private static void evidence(JsonWriter json, Component component) throws IOException {
    String technique =
        switch (component.evidence().source()) {
          case "file name" -> "filename";
          case "build info", "build information" -> "binary-analysis";
          default -> "manifest-analysis";
        };
    double confidence = technique.equals("filename") ? 0.5 : 1;
    json.object("evidence").array("identity").object();
    json.member("field", "purl").member("confidence", confidence).array("methods").object();
    json.member("technique", technique)
        .member("confidence", confidence)
        .member("value", component.evidence().source())
        .end()
        .end()
        .end()
        .end();
    json.array("occurrences");
    for (Component.Location location : component.locations()) {
      json.object().member("location", location.path()).end();
    }
    json.end().end();
  }

  private void dependencies(JsonWriter json) throws IOException {
    json.array("dependencies");
    Set<String> all = new TreeSet<>(references);
    if (bom.distribution() != null) {
      all.add(OPERATING_SYSTEM);
    }
    json.object().member("ref", IMAGE).member("dependsOn", all).end();
    List<@Nullable Set<String>> needs = new ArrayList<>();
    for (int i = 0; i < references.size(); i++) {
      needs.add(null);
    }
    for (Bom.Dependency dependency : bom.dependencies()) {
      if (dependency.from() == dependency.to()) {
        continue;
      }
      Set<String> known = needs.get(dependency.from());
      if (known == null) {
        known = new TreeSet<>();
        needs.set(dependency.from(), known);
      }
      known.add(references.get(dependency.to()));
    }
    for (int i = 0; i < references.size(); i++) {
      Set<String> known = needs.get(i);
      if (known != null) {
        json.object().member("ref", references.get(i)).member("dependsOn", known).end();
      }
    }
    json.end();
  }

  /// Says that something is missing where files could not be read.
  private void compositions(JsonWriter json) throws IOException {
    if (!bom.unreadable().isEmpty()) {
      json.array("compositions").object();
      json.member("aggregate", "incomplete").member("assemblies", List.of(IMAGE)).end().end();
    }
  }

  private static void property(JsonWriter json, String name, @Nullable String value)
      throws IOException {
    if (value != null && !value.isEmpty()) {
      json.object().member("name", "drydock:" + name).member("value", value).end();
    }
  }
}
