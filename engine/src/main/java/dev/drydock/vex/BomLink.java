package dev.drydock.vex;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a reference of CycloneDX points to: a component of the document that it stands in, or by a
/// [BOM-Link](https://cyclonedx.org/capabilities/bomlink/), `urn:cdx:SERIAL/VERSION#ref`, one of
/// any document.
///
/// @param bom the serial number in the link; `null` of a plain reference
/// @param reference the component's; `""` where the link is to a document as a whole
record BomLink(@Nullable String bom, String reference) {
  private static final String START = "urn:cdx:";
  private static final String UUID = "urn:uuid:";

  static BomLink of(String text) {
    if (!text.regionMatches(true, 0, START, 0, START.length())) {
      return new BomLink(null, text);
    }
    int hash = text.indexOf('#');
    String document = text.substring(START.length(), hash < 0 ? text.length() : hash);
    int slash = document.indexOf('/');
    return new BomLink(
        serial(slash < 0 ? document : document.substring(0, slash)),
        hash < 0 ? "" : decoded(text.substring(hash + 1)));
  }

  /// A document's serial number as links have it: without `urn:uuid:`.
  static String serial(String serialNumber) {
    String lower = serialNumber.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith(UUID) ? lower.substring(UUID.length()) : lower;
  }

  /// Whether it points into the document of that serial number, if it has any.
  boolean isWithin(@Nullable String serialNumber) {
    return bom == null || serialNumber != null && serial(serialNumber).equals(bom);
  }

  /// A fragment is encoded once more where it is a purl with encoded characters; a purl that was
  /// put there as it is stays as it is.
  private static String decoded(String fragment) {
    if (fragment.startsWith("pkg:")) {
      return fragment;
    }
    try {
      return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return fragment;
    }
  }
}
