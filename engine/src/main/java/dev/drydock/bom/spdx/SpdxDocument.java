package dev.drydock.bom.spdx;

import dev.drydock.bom.Component;
import dev.drydock.bom.Supplier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An SPDX 2.3 document, as far as Drydock writes one, before it takes a format.
///
/// @param tool that makes it, with its version
/// @param author who answers for it; `null` where nobody was named
/// @param comment what readers have to know, such as files that could not be read
/// @param annotation what Drydock adds in a form that it can read; `null` where there is nothing
record SpdxDocument(
    String name,
    String namespace,
    String tool,
    @Nullable Supplier author,
    String created,
    @Nullable String comment,
    @Nullable String annotation,
    List<Package> packages,
    List<ExtractedLicence> licences,
    List<Relationship> relationships) {

  static final String ID = "SPDXRef-DOCUMENT";
  static final String NO_ASSERTION = "NOASSERTION";

  /// Who made the document, tool first.
  List<String> creators() {
    return author == null
        ? List.of("Tool: " + tool)
        : List.of("Tool: " + tool, "Organization: " + word(author));
  }

  /// The name, and the mail address in the form that SPDX has for it.
  static String word(Supplier supplier) {
    String name = bare(supplier.name());
    String mail = supplier.mail();
    return mail == null ? name : name + " (" + bare(mail) + ")";
  }

  private static String bare(String text) {
    return text.replace('(', ' ').replace(')', ' ').strip();
  }

  /// @param purpose `CONTAINER`, `OPERATING-SYSTEM`, `LIBRARY`
  /// @param licenceDeclared an expression; `NOASSERTION` where unknown
  /// @param purl as an external reference
  /// @param annotation what Drydock adds in a form that it can read; `null` where there is nothing
  record Package(
      String id,
      String name,
      @Nullable String version,
      @Nullable Supplier supplier,
      String licenceDeclared,
      @Nullable String sourceInfo,
      @Nullable String purl,
      String purpose,
      @Nullable String comment,
      List<Component.Hash> hashes,
      @Nullable String annotation) {

    String supplierWord() {
      return supplier == null ? NO_ASSERTION : "Organization: " + word(supplier);
    }
  }

  /// A licence that is not on the SPDX list.
  record ExtractedLicence(String id, String name, String text) {}

  record Relationship(String from, String type, String to) {}
}
