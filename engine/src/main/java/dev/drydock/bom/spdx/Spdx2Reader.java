package dev.drydock.bom.spdx;

import dev.drydock.bom.described.DescribedBom;
import dev.drydock.bom.described.DescribedComponent;
import dev.drydock.bom.described.DescribedSubject;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads SPDX 2.0 to 2.3, in JSON and in its tag-value form (SPDX specification 2.3, chapters 6 to
/// 12).
///
/// The container that a document describes is its subject and no component. Files and snippets are
/// passed over, and so is the source that a package was generated from: it is not installed, save
/// in a [VcpkgDocument].
public final class Spdx2Reader {
  private final DescribedBom out;
  private final Set<String> described = new HashSet<>();
  private final Set<String> sources = new HashSet<>();

  /// What holds others.
  private final Set<String> holders = new HashSet<>();

  private final Map<String, String> licences = new HashMap<>();

  /// Packages whose files another one owns, by that other one.
  private final Map<String, String> owners = new HashMap<>();

  private @Nullable VcpkgDocument vcpkg;

  private Spdx2Reader(DescribedBom out) {
    this.out = out;
  }

  /// Whether a document says that it is one.
  public static boolean recognises(Json document) {
    String version = document.text("spdxVersion");
    return version != null && version.startsWith("SPDX-2");
  }

  /// Reads the tag-value form.
  ///
  /// @param what names the document in errors
  public static void readTags(byte[] document, String what, Limits limits, DescribedBom out)
      throws IOException {
    read(SpdxTagTree.json(document, what, limits), out);
  }

  /// @throws IOException where it goes over a limit
  public static void read(Json document, DescribedBom out) throws IOException {
    String version = String.valueOf(document.text("spdxVersion"));
    out.format(version.replace('-', ' '));
    new Spdx2Reader(out).document(document);
  }

  private void document(Json document) throws IOException {
    String name = document.text("name");
    out.subject().name(name);
    described.addAll(document.texts("documentDescribes"));
    for (Json licence : document.items("hasExtractedLicensingInfos")) {
      String id = licence.text("licenseId");
      String word = licence.text("name");
      if (id != null && word != null && !word.equals("NOASSERTION")) {
        licences.put(id, word);
      }
    }
    Map<String, String> types = new HashMap<>();
    for (Json item : document.items("packages")) {
      String purl = purl(item);
      int slash = purl == null ? -1 : purl.indexOf('/');
      types.put(
          String.valueOf(item.text("SPDXID")),
          purl == null || slash < 0 ? "" : purl.substring(0, slash));
    }
    relationships(document, types.keySet());
    for (Json annotation : document.items("annotations")) {
      String comment = annotation.text("comment");
      if (comment != null) {
        AnnotationText.read(comment, out.subject()::property);
      }
    }
    vcpkg = VcpkgDocument.of(document);
    for (Json item : document.items("packages")) {
      String id = String.valueOf(item.text("SPDXID"));
      String owner = owners.get(id);
      boolean owned = owner != null && ofSystem(types.get(owner)) && !ofSystem(types.get(id));
      boolean installed = vcpkg == null ? !sources.contains(id) : vcpkg.installed(id);
      if (!owned && installed) {
        describe(item, id);
      }
    }
  }

  private static boolean ofSystem(@Nullable String type) {
    return switch (String.valueOf(type)) {
      case "pkg:deb", "pkg:rpm", "pkg:apk", "pkg:alpm" -> true;
      default -> false;
    };
  }

  /// @param packages their ids
  private void relationships(Json document, Set<String> packages) {
    for (Json relation : document.items("relationships")) {
      String from = relation.text("spdxElementId");
      String to = relation.text("relatedSpdxElement");
      String comment = relation.text("comment");
      if (from == null || to == null) {
        continue;
      }
      switch (String.valueOf(relation.text("relationshipType"))) {
        // as Trivy wrote it once
        case "DESCRIBES", "DESCRIBE" -> described.add(to);
        case "DESCRIBED_BY" -> describedBy(from, to);
        case "CONTAINS" -> contains(from, to);
        case "CONTAINED_BY" -> contains(to, from);
        case "DEPENDS_ON" -> out.dependency(from, to);
        case "DEPENDENCY_OF", "RUNTIME_DEPENDENCY_OF" -> out.dependency(to, from);
        case "GENERATED_FROM" -> source(to, from, packages);
        case "GENERATES" -> source(from, to, packages);
        case "OTHER" -> {
          if (comment != null && comment.startsWith("ownership-by-file-overlap")) {
            owners.put(to, from);
          }
        }
        default -> {
          // files, tests, tools to build with
        }
      }
    }
  }

  /// A source that a package stands for already; of a mere file it is all that tells what is in it.
  private void source(String source, String made, Set<String> packages) {
    if (packages.contains(made)) {
      sources.add(source);
    }
  }

  private void contains(String outer, String inner) {
    holders.add(outer);
    out.dependency(outer, inner);
  }

  /// By the document; else by what it was made after, the recipe in the documents of melange.
  private void describedBy(String from, String to) {
    if (to.equals(SpdxDocument.ID)) {
      described.add(from);
    } else if (!from.equals(SpdxDocument.ID) && !to.startsWith("DocumentRef-")) {
      sources.add(to);
    }
  }

  private void describe(Json item, String id) throws IOException {
    String purl = purl(item);
    String purpose = SpdxPurposes.of(item, id, purl, described.contains(id));
    boolean image = purpose.equals("CONTAINER") || purl != null && purl.startsWith("pkg:oci/");
    if (image && described.contains(id) || purpose.equals(SpdxPurposes.IMAGE)) {
      image(item);
    } else if (purpose.equals(SpdxPurposes.SUBJECT)) {
      out.subject().name(item.text("name"));
    } else if (purpose.equals(SpdxPurposes.OPERATING_SYSTEM)) {
      operatingSystem(item);
    } else if (!SpdxPurposes.passedOver(purpose, purl)) {
      component(item, id, purl);
    }
  }

  private void image(Json item) {
    DescribedSubject subject = out.subject();
    subject.name(item.text("name"));
    subject.digest(item.text("versionInfo"));
    for (Json checksum : item.items("checksums")) {
      if ("SHA256".equals(checksum.text("algorithm"))) {
        subject.digest("sha256:" + checksum.text("checksumValue"));
      }
    }
    for (Json annotation : item.items("annotations")) {
      String comment = annotation.text("comment");
      if (comment != null) {
        AnnotationText.read(comment, subject::property);
      }
    }
  }

  private void operatingSystem(Json item) {
    String name = item.text("name");
    if (name != null) {
      Map<String, List<String>> properties = SpdxPackages.properties(item);
      String pretty = item.text("comment");
      out.distribution(name, item.text("versionInfo"), pretty, properties);
    }
  }

  private void component(Json item, String id, @Nullable String purl) throws IOException {
    DescribedComponent component =
        out.component(id)
            .named(null, item.text("name"))
            .version(item.text("versionInfo"))
            .purl(purl)
            .purl(vcpkg == null ? null : vcpkg.purl(id))
            .supplier(SpdxPackages.supplier(item.text("supplier")));
    String purpose = item.text("primaryPackagePurpose");
    if (purpose == null
        ? holders.contains(id) || described.contains(id)
        : !purpose.equals("LIBRARY")) {
      component.listing();
    }
    SpdxPackages.properties(item)
        .forEach((name, values) -> values.forEach(value -> component.property(name, value)));
    String licence = SpdxPackages.said(item.text("licenseDeclared"));
    licence = licence == null ? SpdxPackages.said(item.text("licenseConcluded")) : licence;
    component.licence(licence == null ? null : licences.getOrDefault(licence, licence));
    for (Json checksum : item.items("checksums")) {
      component.hash(checksum.text("algorithm"), checksum.text("checksumValue"));
    }
    SpdxPackages.sourceInfo(item.text("sourceInfo"), component);
  }

  private static @Nullable String purl(Json item) {
    for (Json reference : item.items("externalRefs")) {
      String type = reference.text("referenceType");
      String locator = reference.text("referenceLocator");
      if (type != null && locator != null && (type.equals("purl") || type.endsWith("/purl"))) {
        return locator;
      }
    }
    return null;
  }
}
