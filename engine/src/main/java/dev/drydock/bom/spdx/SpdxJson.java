package dev.drydock.bom.spdx;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Creation;
import dev.drydock.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// A [Bom] as SPDX 2.3 in JSON (SPDX specification 2.3, chapter 6 and on).
///
/// ```json
/// {
///   "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
///   "name": "registry:debian:11", "documentNamespace": "https://spdx.org/spdxdocs/drydock-…",
///   "packages": [{"SPDXID": "SPDXRef-deb-zlib1g-1", "name": "zlib1g", "versionInfo": "1:1.2.11"}],
///   "relationships": [{"relationshipType": "CONTAINS"}]
/// }
/// ```
public final class SpdxJson {
  private SpdxJson() {}

  /// Writes the document; `out` stays open.
  public static void write(Bom bom, Creation creation, OutputStream out) throws IOException {
    SpdxDocument document = SpdxBuilder.build(bom, creation);
    JsonWriter json = new JsonWriter(out);
    json.object()
        .member("spdxVersion", "SPDX-2.3")
        .member("dataLicense", "CC0-1.0")
        .member("SPDXID", SpdxDocument.ID)
        .member("name", document.name())
        .member("documentNamespace", document.namespace())
        .optional("comment", document.comment());
    json.object("creationInfo")
        .member("created", document.created())
        .member("creators", document.creators())
        .end();
    annotation(json, document, document.annotation());
    json.array("packages");
    for (SpdxDocument.Package described : document.packages()) {
      describe(json, document, described);
    }
    json.end();
    if (!document.licences().isEmpty()) {
      json.array("hasExtractedLicensingInfos");
      for (SpdxDocument.ExtractedLicence licence : document.licences()) {
        json.object()
            .member("licenseId", licence.id())
            .member("name", licence.name())
            .member("extractedText", licence.text())
            .end();
      }
      json.end();
    }
    json.array("relationships");
    for (SpdxDocument.Relationship relationship : document.relationships()) {
      json.object()
          .member("spdxElementId", relationship.from())
          .member("relationshipType", relationship.type())
          .member("relatedSpdxElement", relationship.to())
          .end();
    }
    json.end().end().flush();
  }

  private static void describe(
      JsonWriter json, SpdxDocument document, SpdxDocument.Package described) throws IOException {
    json.object()
        .member("SPDXID", described.id())
        .member("name", described.name())
        .optional("versionInfo", described.version())
        .member("supplier", described.supplierWord())
        .member("downloadLocation", SpdxDocument.NO_ASSERTION)
        .member("filesAnalyzed", false)
        .member("licenseConcluded", SpdxDocument.NO_ASSERTION)
        .member("licenseDeclared", described.licenceDeclared())
        .member("copyrightText", SpdxDocument.NO_ASSERTION)
        .optional("sourceInfo", described.sourceInfo())
        .optional("comment", described.comment());
    if (described.purl() != null) {
      json.array("externalRefs")
          .object()
          .member("referenceCategory", "PACKAGE-MANAGER")
          .member("referenceType", "purl")
          .member("referenceLocator", described.purl())
          .end()
          .end();
    }
    if (!described.hashes().isEmpty()) {
      json.array("checksums");
      for (Component.Hash hash : described.hashes()) {
        json.object()
            .member("algorithm", hash.algorithm().replace("-", ""))
            .member("checksumValue", hash.value())
            .end();
      }
      json.end();
    }
    annotation(json, document, described.annotation());
    json.member("primaryPackagePurpose", described.purpose()).end();
  }

  private static void annotation(JsonWriter json, SpdxDocument document, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.array("annotations")
          .object()
          .member("annotator", "Tool: " + document.tool())
          .member("annotationDate", document.created())
          .member("annotationType", "OTHER")
          .member("comment", text)
          .end()
          .end();
    }
  }
}
