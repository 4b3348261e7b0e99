package dev.drydock.bom.spdx;

import dev.drydock.json.Json;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns SPDX 2 in its tag-value form into the tree that its JSON form has, as far as Drydock reads
/// that.
///
/// ```text
/// SPDXVersion: SPDX-2.3
/// PackageName: zlib
/// SPDXID: SPDXRef-zlib
/// PackageVersion: 1.3
/// ExternalRef: PACKAGE-MANAGER purl pkg:deb/debian/zlib@1.3
/// PackageComment: <text>several
/// lines</text>
/// Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-zlib
/// ```
final class SpdxTagTree {
  private final Map<String, Json> document = new LinkedHashMap<>();
  private final List<Json> relationships = new ArrayList<>();
  private final List<Part> packages = new ArrayList<>();
  private final List<Part> licences = new ArrayList<>();
  private final Map<String, Part> byId = new HashMap<>();
  private final Part root = new Part();

  /// The package, file, snippet or licence that the lines are about.
  private Part part = root;

  private @Nullable String annotation;
  private @Nullable String annotated;

  /// One element under construction.
  private static final class Part {
    final Map<String, Json> members = new LinkedHashMap<>();
    final Map<String, List<Json>> lists = new LinkedHashMap<>();

    void text(String name, String value) {
      members.put(name, new Json.Text(value));
    }

    void item(String name, Json value) {
      lists.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    Json json() {
      Map<String, Json> all = new LinkedHashMap<>(members);
      lists.forEach((name, items) -> all.put(name, new Json.Array(items)));
      return new Json.Obj(all);
    }
  }

  private SpdxTagTree() {}

  static Json json(byte[] document, String what, Limits limits) throws IOException {
    if (document.length > limits.documentBytes()) {
      throw new LimitExceededException("documentBytes", what, limits.documentBytes());
    }
    SpdxTagTree tree = new SpdxTagTree();
    tree.lines(new String(document, StandardCharsets.UTF_8), what);
    return tree.json();
  }

  private Json json() {
    document.putAll(root.members);
    root.lists.forEach((name, items) -> document.put(name, new Json.Array(items)));
    document.put("packages", new Json.Array(packages.stream().map(Part::json).toList()));
    document.put(
        "hasExtractedLicensingInfos", new Json.Array(licences.stream().map(Part::json).toList()));
    document.put("relationships", new Json.Array(relationships));
    return new Json.Obj(document);
  }

  private void lines(String text, String what) throws IOException {
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      int colon = text.indexOf(':', at, end);
      if (text.charAt(at) == '#' || colon < 0) {
        at = end + 1;
        continue;
      }
      String name = text.substring(at, colon).strip();
      String value = text.substring(colon + 1, end).strip();
      if (value.startsWith("<text>")) {
        int from = text.indexOf("<text>", colon) + 6;
        int to = text.indexOf("</text>", from);
        if (to < 0) {
          throw new IOException(what + " has a <text> that does not end");
        }
        value = text.substring(from, to);
        end = text.indexOf('\n', to);
        end = end < 0 ? text.length() : end;
      }
      tag(name, value);
      at = end + 1;
    }
  }

  private void tag(String name, String value) {
    switch (name) {
      case "SPDXVersion" -> root.text("spdxVersion", value);
      case "DocumentName" -> root.text("name", value);
      case "PackageName" -> {
        part = start(packages);
        part.text("name", value);
      }
      case "FileName", "SnippetSPDXID", "SnippetSPDXIdentifier" -> part = new Part();
      case "LicenseID" -> {
        part = start(licences);
        part.text("licenseId", value);
      }
      case "LicenseName" -> part.text("name", value);
      case "SPDXID" -> {
        part.text("SPDXID", value);
        byId.putIfAbsent(value, part);
      }
      case "Relationship" -> relationship(value);
      case "RelationshipComment" -> relationshipComment(value);
      case "Annotator" -> {
        annotation = null;
        annotated = null;
      }
      case "AnnotationComment" -> {
        annotation = value;
        annotate();
      }
      case "SPDXREF" -> {
        annotated = value;
        annotate();
      }
      default -> packageTag(name, value);
    }
  }

  private static Part start(List<Part> list) {
    Part started = new Part();
    list.add(started);
    return started;
  }

  private void packageTag(String name, String value) {
    switch (name) {
      case "PackageVersion" -> part.text("versionInfo", value);
      case "PackageSupplier" -> part.text("supplier", value);
      case "PackageLicenseDeclared" -> part.text("licenseDeclared", value);
      case "PackageLicenseConcluded" -> part.text("licenseConcluded", value);
      case "PackageSourceInfo" -> part.text("sourceInfo", value);
      case "PackageComment" -> part.text("comment", value);
      case "PrimaryPackagePurpose" -> part.text("primaryPackagePurpose", value);
      case "PackageAttributionText" -> part.item("attributionTexts", new Json.Text(value));
      case "PackageChecksum" -> pair(value, ":", "checksums", "algorithm", "checksumValue");
      case "ExternalRef" -> {
        int blank = value.indexOf(' ');
        pair(
            value.substring(blank + 1).strip(),
            " ",
            "externalRefs",
            "referenceType",
            "referenceLocator");
      }
      default -> {
        // not of interest
      }
    }
  }

  private void pair(String value, String separator, String list, String first, String second) {
    int at = value.indexOf(separator);
    if (at > 0) {
      part.item(
          list,
          new Json.Obj(
              Map.of(
                  first,
                  new Json.Text(value.substring(0, at).strip()),
                  second,
                  new Json.Text(value.substring(at + 1).strip()))));
    }
  }

  private void relationship(String value) {
    int first = value.indexOf(' ');
    int second = value.indexOf(' ', first + 1);
    if (first > 0 && second > 0) {
      Map<String, Json> members = new LinkedHashMap<>();
      members.put("spdxElementId", new Json.Text(value.substring(0, first)));
      members.put("relationshipType", new Json.Text(value.substring(first + 1, second)));
      members.put("relatedSpdxElement", new Json.Text(value.substring(second + 1).strip()));
      relationships.add(new Json.Obj(members));
    }
  }

  private void relationshipComment(String value) {
    if (!relationships.isEmpty()) {
      Map<String, Json> members = new LinkedHashMap<>(relationships.removeLast().members());
      members.put("comment", new Json.Text(value));
      relationships.add(new Json.Obj(members));
    }
  }

  /// What an annotation is about comes before its text, or after it.
  private void annotate() {
    Part about = annotated == null ? null : byId.get(annotated);
    if (about != null && annotation != null) {
      about.item("annotations", new Json.Obj(Map.of("comment", new Json.Text(annotation))));
    }
  }
}
