package dev.drydock.bom.cyclonedx;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Creation;
import dev.drydock.bom.OwnProperties.Property;
import dev.drydock.bom.Supplier;
import dev.drydock.bom.cyclonedx.CycloneDxDocument.Evidence;
import dev.drydock.bom.cyclonedx.CycloneDxDocument.Item;
import dev.drydock.bom.cyclonedx.CycloneDxDocument.Licence;
import dev.drydock.bom.cyclonedx.CycloneDxDocument.Needs;
import dev.drydock.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// A [Bom] as CycloneDX in JSON (ECMA-424).
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
  private final CycloneDxDocument document;
  private final JsonWriter json;

  /// What a document tells beside what is in the image.
  public interface More {
    /// A name for the document, which is another one than that without more.
    String serialNumber(String without);

    /// Writes further members of the document's object.
    ///
    /// @param references of the components, in their order
    void write(JsonWriter json, List<String> references) throws IOException;
  }

  private CycloneDxJson(CycloneDxDocument document, JsonWriter json) {
    this.document = document;
    this.json = json;
  }

  /// Writes the document as version 1.6; `out` stays open.
  public static void write(Bom bom, Creation creation, OutputStream out) throws IOException {
    write(bom, creation, CycloneDxVersion.V1_6, out);
  }

  /// Writes the document; `out` stays open.
  public static void write(Bom bom, Creation creation, CycloneDxVersion version, OutputStream out)
      throws IOException {
    JsonWriter json = new JsonWriter(out);
    CycloneDxJson written = new CycloneDxJson(CycloneDxBuilder.build(bom, creation), json);
    written.document(version.number(), written.document.serialNumber());
    json.end().flush();
  }

  /// Writes the document as version 1.6 with what `more` adds; `out` stays open.
  public static void write(Bom bom, Creation creation, More more, OutputStream out)
      throws IOException {
    JsonWriter json = new JsonWriter(out);
    CycloneDxDocument document = CycloneDxBuilder.build(bom, creation);
    new CycloneDxJson(document, json)
        .document(CycloneDxVersion.V1_6.number(), more.serialNumber(document.serialNumber()));
    List<Item> items = document.components();
    int first = items.size() - bom.components().size();
    more.write(json, items.stream().skip(first).map(Item::reference).toList());
    json.end().flush();
  }

  /// All members; the object stays open.
  private void document(String version, String serialNumber) throws IOException {
    json.object()
        .member("$schema", "http://cyclonedx.org/schema/bom-" + version + ".schema.json")
        .member("bomFormat", "CycloneDX")
        .member("specVersion", version)
        .member("serialNumber", serialNumber)
        .member("version", 1);
    metadata();
    json.array("components");
    for (Item item : document.components()) {
      item(json.object(), item);
    }
    json.end().array("dependencies");
    for (Needs needs : document.dependencies()) {
      json.object().member("ref", needs.from()).member("dependsOn", needs.to()).end();
    }
    json.end().array("compositions").object();
    json.member("aggregate", document.aggregate())
        .member("assemblies", List.of(CycloneDxBuilder.IMAGE))
        .member("dependencies", List.of(CycloneDxBuilder.IMAGE))
        .end()
        .end();
  }

  private void metadata() throws IOException {
    json.object("metadata").member("timestamp", document.timestamp());
    json.array("lifecycles").object().member("phase", "post-build").end().end();
    json.object("tools").array("components").object();
    json.member("type", "application")
        .member("name", Creation.TOOL)
        .member("version", document.toolVersion())
        .end()
        .end()
        .end();
    Supplier author = document.author();
    if (author != null) {
      json.array("authors").object();
      json.member("name", author.name()).optional("email", author.mail()).end().end();
    }
    item(json.object("component"), document.image());
    properties(document.properties());
    json.end();
  }

  private void item(JsonWriter to, Item item) throws IOException {
    to.member("bom-ref", item.reference()).member("type", item.type());
    Supplier supplier = item.supplier();
    if (supplier != null) {
      to.object("supplier").member("name", supplier.name());
      if (supplier.mail() != null) {
        to.array("contact").object().member("email", supplier.mail()).end().end();
      }
      to.end();
    }
    to.optional("group", item.group())
        .member("name", item.name())
        .optional("version", item.version())
        .optional("description", item.description());
    hashes(item);
    licences(item);
    to.optional("cpe", item.cpe()).optional("purl", item.purl());
    properties(item.properties());
    Evidence evidence = item.evidence();
    if (evidence != null) {
      evidence(evidence);
    }
    to.end();
  }

  private void hashes(Item item) throws IOException {
    if (!item.hashes().isEmpty()) {
      json.array("hashes");
      for (Component.Hash hash : item.hashes()) {
        json.object().member("alg", hash.algorithm()).member("content", hash.value()).end();
      }
      json.end();
    }
  }

  private void licences(Item item) throws IOException {
    if (item.expression() == null && item.licences().isEmpty()) {
      return;
    }
    json.array("licenses");
    if (item.expression() != null) {
      json.object()
          .member("expression", item.expression())
          .member("acknowledgement", "declared")
          .end();
    }
    for (Licence licence : item.licences()) {
      json.object().object("license");
      json.member(licence.listed() ? "id" : "name", licence.text())
          .member("acknowledgement", "declared")
          .end()
          .end();
    }
    json.end();
  }

  private void evidence(Evidence evidence) throws IOException {
    json.object("evidence").array("identity").object();
    json.member("field", "purl")
        .member("confidence", evidence.confidence())
        .array("methods")
        .object()
        .member("technique", evidence.technique())
        .member("confidence", evidence.confidence())
        .member("value", evidence.value())
        .end()
        .end()
        .end()
        .end()
        .array("occurrences");
    for (String location : evidence.locations()) {
      json.object().member("location", location).end();
    }
    json.end().end();
  }

  private void properties(List<Property> properties) throws IOException {
    if (properties.isEmpty()) {
      return;
    }
    json.array("properties");
    for (Property property : properties) {
      json.object().member("name", property.name()).member("value", property.value()).end();
    }
    json.end();
  }
}
