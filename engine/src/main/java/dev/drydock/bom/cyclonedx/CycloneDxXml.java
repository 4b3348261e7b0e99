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
import dev.drydock.document.XmlWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;

/// A [Bom] as CycloneDX in XML; says what [CycloneDxJson] says.
///
/// ```xml
/// <bom xmlns="http://cyclonedx.org/schema/bom/1.6" serialNumber="urn:uuid:…" version="1">
///   <components><component type="library" bom-ref="…"><name>zlib1g</name></component></components>
/// </bom>
/// ```
public final class CycloneDxXml {
  private final CycloneDxDocument document;
  private final XmlWriter xml;

  private CycloneDxXml(CycloneDxDocument document, XmlWriter xml) {
    this.document = document;
    this.xml = xml;
  }

  /// Writes the document; `out` stays open.
  public static void write(Bom bom, Creation creation, CycloneDxVersion version, OutputStream out)
      throws IOException {
    XmlWriter xml = new XmlWriter(out);
    new CycloneDxXml(CycloneDxBuilder.build(bom, creation), xml).document(version.number());
    xml.flush();
  }

  private void document(String version) throws IOException {
    xml.open("bom")
        .attribute("xmlns", "http://cyclonedx.org/schema/bom/" + version)
        .attribute("serialNumber", document.serialNumber())
        .attribute("version", "1");
    metadata();
    xml.open("components");
    for (Item item : document.components()) {
      item(item);
    }
    xml.close().open("dependencies");
    for (Needs needs : document.dependencies()) {
      xml.open("dependency").attribute("ref", needs.from());
      for (String to : needs.to()) {
        xml.open("dependency").attribute("ref", to).close();
      }
      xml.close();
    }
    xml.close().open("compositions").open("composition");
    xml.text("aggregate", document.aggregate());
    xml.open("assemblies").open("assembly").attribute("ref", CycloneDxBuilder.IMAGE);
    xml.close().close();
    xml.open("dependencies").open("dependency").attribute("ref", CycloneDxBuilder.IMAGE);
    xml.close().close().close().close().close();
  }

  private void metadata() throws IOException {
    xml.open("metadata").text("timestamp", document.timestamp());
    xml.open("lifecycles").open("lifecycle").text("phase", "post-build").close().close();
    xml.open("tools").open("components").open("component").attribute("type", "application");
    xml.text("name", Creation.TOOL).text("version", document.toolVersion());
    xml.close().close().close();
    Supplier author = document.author();
    if (author != null) {
      xml.open("authors").open("author").text("name", author.name());
      xml.optional("email", author.mail()).close().close();
    }
    item(document.image());
    properties(document.properties());
    xml.close();
  }

  private void item(Item item) throws IOException {
    xml.open("component").attribute("type", item.type()).attribute("bom-ref", item.reference());
    Supplier supplier = item.supplier();
    if (supplier != null) {
      xml.open("supplier").text("name", supplier.name());
      if (supplier.mail() != null) {
        xml.open("contact").text("email", supplier.mail()).close();
      }
      xml.close();
    }
    xml.optional("group", item.group())
        .text("name", item.name())
        .optional("version", item.version())
        .optional("description", item.description());
    hashes(item);
    licences(item);
    xml.optional("cpe", item.cpe()).optional("purl", item.purl());
    properties(item.properties());
    Evidence evidence = item.evidence();
    if (evidence != null) {
      evidence(evidence);
    }
    xml.close();
  }

  private void hashes(Item item) throws IOException {
    if (!item.hashes().isEmpty()) {
      xml.open("hashes");
      for (Component.Hash hash : item.hashes()) {
        xml.open("hash").attribute("alg", hash.algorithm()).text(hash.value()).close();
      }
      xml.close();
    }
  }

  private void licences(Item item) throws IOException {
    if (item.expression() == null && item.licences().isEmpty()) {
      return;
    }
    xml.open("licenses");
    if (item.expression() != null) {
      xml.open("expression").attribute("acknowledgement", "declared");
      xml.text(item.expression()).close();
    }
    for (Licence licence : item.licences()) {
      xml.open("license").attribute("acknowledgement", "declared");
      xml.text(licence.listed() ? "id" : "name", licence.text()).close();
    }
    xml.close();
  }

  private void evidence(Evidence evidence) throws IOException {
    String confidence =
        BigDecimal.valueOf(evidence.confidence()).stripTrailingZeros().toPlainString();
    xml.open("evidence").open("identity").text("field", "purl").text("confidence", confidence);
    xml.open("methods").open("method").text("technique", evidence.technique());
    xml.text("confidence", confidence).text("value", evidence.value());
    xml.close().close().close().open("occurrences");
    for (String location : evidence.locations()) {
      xml.open("occurrence").text("location", location).close();
    }
    xml.close().close();
  }

  private void properties(List<Property> properties) throws IOException {
    if (properties.isEmpty()) {
      return;
    }
    xml.open("properties");
    for (Property property : properties) {
      xml.open("property").attribute("name", property.name()).text(property.value()).close();
    }
    xml.close();
  }
}
