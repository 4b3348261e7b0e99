package dev.drydock.bom.spdx;

import dev.drydock.bom.described.DescribedComponent;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What different tools write into the members of a package that SPDX leaves to them.
final class SpdxPackages {
  private static final String TRIVY_SOURCE = "built package from: ";
  private static final String SYFT_SOURCE = "acquired package info from ";

  private SpdxPackages() {}

  /// Drydock's and Trivy's annotations, and what Trivy wrote as attribution before.
  static Map<String, List<String>> properties(Json item) {
    Map<String, List<String>> properties = new HashMap<>();
    for (Json annotation : item.items("annotations")) {
      String comment = annotation.text("comment");
      if (comment != null) {
        AnnotationText.read(
            comment,
            (name, value) -> properties.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
        trivy(comment, properties);
      }
    }
    for (String text : item.texts("attributionTexts")) {
      trivy(text, properties);
    }
    return properties;
  }

  private static void trivy(String text, Map<String, List<String>> properties) {
    for (String name : List.of("LayerDiffID", "LayerDigest", "FilePath", "Modularitylabel")) {
      if (text.startsWith(name + ": ")) {
        properties
            .computeIfAbsent("aquasecurity:trivy:" + name, _ -> new ArrayList<>())
            .add(text.substring(name.length() + 2));
      }
    }
  }

  /// Trivy: `built package from: NAME VERSION`; Syft: `acquired package info from …: PATH, PATH`.
  static void sourceInfo(@Nullable String text, DescribedComponent component) {
    if (text == null) {
      return;
    }
    if (text.startsWith(TRIVY_SOURCE)) {
      String source = text.substring(TRIVY_SOURCE.length()).strip();
      int blank = source.indexOf(' ');
      if (blank > 0) {
        component
            .property("aquasecurity:trivy:SrcName", source.substring(0, blank))
            .property("aquasecurity:trivy:SrcVersion", source.substring(blank + 1).strip());
      }
    } else if (text.startsWith(SYFT_SOURCE)) {
      int colon = text.indexOf(": ", SYFT_SOURCE.length());
      if (colon > 0) {
        for (String path : text.substring(colon + 2).split(", ", 100)) {
          component.place(path, null);
        }
      }
    }
  }

  /// `Organization: Debian OpenSSL Team (a@b)` as a maintainer is written: `… <a@b>`.
  static @Nullable String supplier(@Nullable String text) {
    String said = said(text);
    if (said == null) {
      return null;
    }
    int colon = said.indexOf(": ");
    String name = colon < 0 ? said : said.substring(colon + 2).strip();
    int open = name.lastIndexOf(" (");
    return open > 0 && name.endsWith(")")
        ? name.substring(0, open) + " <" + name.substring(open + 2, name.length() - 1) + ">"
        : name;
  }

  /// `null` for the words with which SPDX says nothing.
  static @Nullable String said(@Nullable String text) {
    return text == null
            || text.isBlank()
            || text.equals(SpdxDocument.NO_ASSERTION)
            || text.equals("NONE")
        ? null
        : text.strip();
  }
}
