package dev.drydock.bom.spdx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An SPDX 2.3 document, as far as Drydock writes one, before it takes a format.
///
/// @param comment what readers have to know, such as files that could not be read
record SpdxDocument(
    String name,
    String namespace,
    String creator,
    String created,
    @Nullable String comment,
    List<Package> packages,
    List<ExtractedLicence> licences,
    List<Relationship> relationships) {

  static final String ID = "SPDXRef-DOCUMENT";
  static final String NO_ASSERTION = "NOASSERTION";

  /// @param purpose `CONTAINER`, `OPERATING-SYSTEM`, `LIBRARY`
  /// @param purl as an external reference
  record Package(
      String id,
      String name,
      @Nullable String version,
      String supplier,
      String licenceDeclared,
      @Nullable String sourceInfo,
      @Nullable String purl,
      String purpose,
      @Nullable String comment) {}

  /// A licence that is not on the SPDX list.
  record ExtractedLicence(String id, String name, String text) {}

  record Relationship(String from, String type, String to) {}
}
