package dev.drydock.bom.spdx;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Creation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A [Bom] as SPDX 2.3 in its tag-value form: lines of `Tag: value`, longer values between `<text>`
/// and `</text>`.
public final class SpdxTagValue {
  private final Writer out;

  private SpdxTagValue(Writer out) {
    this.out = out;
  }

  /// Writes the document; `out` stays open.
  public static void write(Bom bom, Creation creation, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    new SpdxTagValue(writer).document(SpdxBuilder.build(bom, creation));
    writer.flush();
  }

  private void document(SpdxDocument document) throws IOException {
    tag("SPDXVersion", "SPDX-2.3");
    tag("DataLicense", "CC0-1.0");
    tag("SPDXID", SpdxDocument.ID);
    tag("DocumentName", document.name());
    tag("DocumentNamespace", document.namespace());
    text("DocumentComment", document.comment());
    for (String creator : document.creators()) {
      tag("Creator", creator);
    }
    tag("Created", document.created());
    annotation(document, SpdxDocument.ID, document.annotation());
    for (SpdxDocument.Package described : document.packages()) {
      describe(described);
      annotation(document, described.id(), described.annotation());
    }
    for (SpdxDocument.ExtractedLicence licence : document.licences()) {
      out.write('\n');
      tag("LicenseID", licence.id());
      text("ExtractedText", licence.text());
      tag("LicenseName", licence.name());
    }
    out.write('\n');
    for (SpdxDocument.Relationship relationship : document.relationships()) {
      tag(
          "Relationship",
          relationship.from() + " " + relationship.type() + " " + relationship.to());
    }
  }

  private void describe(SpdxDocument.Package described) throws IOException {
    out.write('\n');
    tag("PackageName", described.name());
    tag("SPDXID", described.id());
    tag("PackageVersion", described.version());
    tag("PackageSupplier", described.supplierWord());
    tag("PackageDownloadLocation", SpdxDocument.NO_ASSERTION);
    tag("FilesAnalyzed", "false");
    for (Component.Hash hash : described.hashes()) {
      tag("PackageChecksum", hash.algorithm().replace("-", "") + ": " + hash.value());
    }
    tag("PackageLicenseConcluded", SpdxDocument.NO_ASSERTION);
    tag("PackageLicenseDeclared", described.licenceDeclared());
    tag("PackageCopyrightText", SpdxDocument.NO_ASSERTION);
    text("PackageSourceInfo", described.sourceInfo());
    text("PackageComment", described.comment());
    if (described.purl() != null) {
      tag("ExternalRef", "PACKAGE-MANAGER purl " + described.purl());
    }
    tag("PrimaryPackagePurpose", described.purpose());
  }

  private void annotation(SpdxDocument document, String about, @Nullable String text)
      throws IOException {
    if (text != null) {
      tag("Annotator", "Tool: " + document.tool());
      tag("AnnotationDate", document.created());
      tag("AnnotationType", "OTHER");
      tag("SPDXREF", about);
      text("AnnotationComment", text);
    }
  }

  private void tag(String name, @Nullable String value) throws IOException {
    if (value != null) {
      line(name, value.replace("<text>", ""));
    }
  }

  private void line(String name, String value) throws IOException {
    out.append(name).append(": ").append(value).write('\n');
  }

  private void text(String name, @Nullable String value) throws IOException {
    if (value != null) {
      line(name, "<text>" + value.replace("</text>", "") + "</text>");
    }
  }
}
