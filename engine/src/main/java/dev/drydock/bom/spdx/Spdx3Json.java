package dev.drydock.bom.spdx;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Creation;
import dev.drydock.bom.Supplier;
import dev.drydock.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [Bom] as SPDX 3.0.1 in JSON-LD: a graph of elements that name each other ([SPDX specification
/// 3.0.1](https://spdx.github.io/spdx-spec/v3.0.1/)); says what [SpdxJson] says.
///
/// ```json
/// {
///   "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
///   "@graph": [
///     {"type": "software_Package", "spdxId": "…#deb-zlib1g-1", "software_packageUrl": "pkg:deb/…"},
///     {"type": "Relationship", "from": "…#image", "relationshipType": "contains", "to": ["…"]}
///   ]
/// }
/// ```
public final class Spdx3Json {
  private static final String CREATION = "_:creation";

  private final SpdxDocument document;
  private final JsonWriter json;

  /// The ids of agents and of licence expressions, by what they say.
  private final Map<String, String> agents = new LinkedHashMap<>();

  private final Map<String, String> licences = new LinkedHashMap<>();
  private int relationships;
  private int annotations;

  private Spdx3Json(SpdxDocument document, JsonWriter json) {
    this.document = document;
    this.json = json;
  }

  /// Writes the document; `out` stays open.
  public static void write(Bom bom, Creation creation, OutputStream out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    new Spdx3Json(SpdxBuilder.build(bom, creation), json).document();
    json.flush();
  }

  private void document() throws IOException {
    json.object().member("@context", "https://spdx.org/rdf/3.0.1/spdx-context.jsonld");
    json.array("@graph");
    creation();
    element("SpdxDocument", id("document"))
        .member("name", document.name())
        .optional("comment", document.comment())
        .member("profileConformance", List.of("core", "software", "simpleLicensing"))
        .member("rootElement", List.of(id("sbom")))
        .end();
    element("software_Sbom", id("sbom"))
        .member("name", document.name())
        .member("software_sbomType", List.of("analyzed"))
        .member("rootElement", List.of(id("image")))
        .end();
    annotation(id("document"), document.annotation());
    for (SpdxDocument.Package described : document.packages()) {
      supplier(described);
      describe(described);
      annotation(id(described.id()), described.annotation());
      licence(described);
    }
    for (SpdxDocument.ExtractedLicence licence : document.licences()) {
      element("simplelicensing_SimpleLicensingText", id(licence.id()))
          .member("name", licence.name())
          .member("simplelicensing_licenseText", licence.text())
          .end();
    }
    relationships();
    json.end().end();
  }

  private void creation() throws IOException {
    Supplier author = document.author();
    String agent = id(author == null ? "agent-drydock" : "agent-author");
    json.object()
        .member("type", "CreationInfo")
        .member("@id", CREATION)
        .member("specVersion", "3.0.1")
        .member("created", document.created())
        .member("createdBy", List.of(agent))
        .member("createdUsing", List.of(id("tool")))
        .end();
    element("Tool", id("tool")).member("name", document.tool()).end();
    element(author == null ? "SoftwareAgent" : "Organization", agent)
        .member("name", author == null ? Creation.TOOL : author.name());
    mail(author);
    json.end();
  }

  private void mail(@Nullable Supplier agent) throws IOException {
    if (agent != null && agent.mail() != null) {
      json.array("externalIdentifier")
          .object()
          .member("type", "ExternalIdentifier")
          .member("externalIdentifierType", "email")
          .member("identifier", agent.mail())
          .end()
          .end();
    }
  }

  private void supplier(SpdxDocument.Package described) throws IOException {
    Supplier supplier = described.supplier();
    if (supplier != null && !agents.containsKey(described.supplierWord())) {
      String agent = id("agent-" + (agents.size() + 1));
      agents.put(described.supplierWord(), agent);
      element("Organization", agent).member("name", supplier.name());
      mail(supplier);
      json.end();
    }
  }

  private void describe(SpdxDocument.Package described) throws IOException {
    element("software_Package", id(described.id()))
        .member("name", described.name())
        .optional("software_packageVersion", described.version())
        .optional("software_packageUrl", described.purl())
        .member("software_primaryPurpose", purpose(described.purpose()))
        .optional("suppliedBy", agents.get(described.supplierWord()))
        .optional("software_sourceInfo", described.sourceInfo());
    boolean system = described.purpose().equals("OPERATING-SYSTEM");
    json.optional(system ? "description" : "comment", described.comment());
    if (!described.hashes().isEmpty()) {
      json.array("verifiedUsing");
      for (Component.Hash hash : described.hashes()) {
        json.object()
            .member("type", "Hash")
            .member("algorithm", hash.algorithm().toLowerCase(Locale.ROOT).replace("-", ""))
            .member("hashValue", hash.value())
            .end();
      }
      json.end();
    }
    json.end();
  }

  private static String purpose(String purpose) {
    return switch (purpose) {
      case "CONTAINER" -> "container";
      case "OPERATING-SYSTEM" -> "operatingSystem";
      default -> "library";
    };
  }

  private void licence(SpdxDocument.Package described) throws IOException {
    String expression = described.licenceDeclared();
    if (expression.equals(SpdxDocument.NO_ASSERTION)) {
      return;
    }
    String known = licences.get(expression);
    if (known == null) {
      known = id("licence-" + (licences.size() + 1));
      licences.put(expression, known);
      element("simplelicensing_LicenseExpression", known)
          .member("simplelicensing_licenseExpression", expression);
      custom(expression);
      json.end();
    }
    relationship(id(described.id()), "hasDeclaredLicense", List.of(known));
  }

  /// Says where the text of each licence is that the SPDX list does not have.
  private void custom(String expression) throws IOException {
    List<String> references = new ArrayList<>();
    for (String word : expression.replace('(', ' ').replace(')', ' ').split(" ", -1)) {
      if (word.startsWith("LicenseRef-") && !references.contains(word)) {
        references.add(word);
      }
    }
    if (references.isEmpty()) {
      return;
    }
    json.array("simplelicensing_customIdToUri");
    for (String reference : references) {
      json.object()
          .member("type", "DictionaryEntry")
          .member("key", reference)
          .member("value", id(reference))
          .end();
    }
    json.end();
  }

  private void relationships() throws IOException {
    Map<String, List<String>> grouped = new LinkedHashMap<>();
    for (SpdxDocument.Relationship relation : document.relationships()) {
      if (!relation.type().equals("DESCRIBES")) {
        grouped
            .computeIfAbsent(relation.from() + " " + relation.type(), _ -> new ArrayList<>())
            .add(id(relation.to()));
      }
    }
    for (Map.Entry<String, List<String>> group : grouped.entrySet()) {
      int blank = group.getKey().indexOf(' ');
      boolean contains = group.getKey().endsWith(" CONTAINS");
      relationship(
          id(group.getKey().substring(0, blank)),
          contains ? "contains" : "dependsOn",
          group.getValue());
    }
  }

  private void relationship(String from, String type, List<String> to) throws IOException {
    relationships++;
    element("Relationship", id("relationship-" + relationships))
        .member("from", from)
        .member("relationshipType", type)
        .member("to", to)
        .end();
  }

  private void annotation(String about, @Nullable String text) throws IOException {
    if (text != null) {
      annotations++;
      element("Annotation", id("annotation-" + annotations))
          .member("annotationType", "other")
          .member("subject", about)
          .member("statement", text)
          .end();
    }
  }

  private JsonWriter element(String type, String id) throws IOException {
    return json.object().member("type", type).member("spdxId", id).member("creationInfo", CREATION);
  }

  /// An IRI within this document's namespace.
  private String id(String local) {
    return document.namespace()
        + "#"
        + (local.startsWith("SPDXRef-") ? local.substring("SPDXRef-".length()) : local);
  }
}
