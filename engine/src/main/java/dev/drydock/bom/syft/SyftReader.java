package dev.drydock.bom.syft;

import dev.drydock.bom.OwnProperties;
import dev.drydock.bom.described.DescribedBom;
import dev.drydock.bom.described.DescribedComponent;
import dev.drydock.bom.described.DescribedSubject;
import dev.drydock.json.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads Syft's own JSON, of every version of its schema.
///
/// ```json
/// {
///   "artifacts": [{"id": "1", "name": "zlib", "version": "1.3", "type": "apk", "purl": "pkg:apk/…"}],
///   "artifactRelationships": [{"parent": "1", "child": "2", "type": "dependency-of"}],
///   "source": {"type": "image"}, "distro": {"id": "alpine", "versionID": "3.19.1"},
///   "schema": {"version": "16.0.0"}
/// }
/// ```
///
/// A package whose files another one owns, a Python module of a `deb` say, is passed over as it is
/// in an image.
public final class SyftReader {
  private final DescribedBom out;

  private SyftReader(DescribedBom out) {
    this.out = out;
  }

  /// Whether a document has what only Syft writes.
  public static boolean recognises(Json document) {
    return document.get("artifacts").isPresent()
        && (document.get("source").isPresent() || document.get("descriptor").isPresent())
        && document.get("schema").isPresent();
  }

  /// @throws IOException where it goes over a limit
  public static void read(Json document, DescribedBom out) throws IOException {
    out.format("Syft JSON");
    new SyftReader(out).document(document);
  }

  private void document(Json document) throws IOException {
    document.get("source").ifPresent(this::source);
    document.get("distro").ifPresent(this::distribution);
    Set<String> system = new HashSet<>();
    for (Json artifact : document.items("artifacts")) {
      if (ofSystem(artifact.text("type"))) {
        system.add(String.valueOf(artifact.text("id")));
      }
    }
    Set<String> owned = new HashSet<>();
    for (Json relation : document.items("artifactRelationships")) {
      String parent = relation.text("parent");
      String child = relation.text("child");
      String type = String.valueOf(relation.text("type"));
      if (type.equals("dependency-of")) {
        out.dependency(child, parent);
      } else if (type.equals("ownership-by-file-overlap")
          && system.contains(parent)
          && child != null
          && !system.contains(child)) {
        owned.add(child);
      }
    }
    for (Json artifact : document.items("artifacts")) {
      if (!owned.contains(String.valueOf(artifact.text("id")))) {
        artifact(artifact);
      }
    }
  }

  private static boolean ofSystem(@Nullable String type) {
    return switch (String.valueOf(type)) {
      case "deb", "rpm", "apk", "alpm" -> true;
      default -> false;
    };
  }

  private void source(Json source) {
    DescribedSubject subject = out.subject();
    // "target" before version 9 of the schema
    Json metadata = source.get("metadata").or(() -> source.get("target")).orElse(source);
    subject.name(source.text("name"));
    subject.name(metadata.text("userInput"));
    subject.digest(metadata.text("manifestDigest"));
    subject.imageId(metadata.text("imageID"));
    String architecture = metadata.text("architecture");
    String os = metadata.text("os");
    subject.platform(architecture == null || os == null ? null : os + "/" + architecture);
    for (Json layer : metadata.items("layers")) {
      subject.layer(layer.text("digest"));
    }
  }

  private void distribution(Json told) {
    String id = told.text("id") != null ? told.text("id") : told.text("name");
    if (id == null || id.isBlank()) {
      return;
    }
    String version = told.text("versionID") != null ? told.text("versionID") : told.text("version");
    Map<String, List<String>> more = new HashMap<>();
    List<String> like = told.texts("idLike");
    String single = told.text("idLike");
    more.put(OwnProperties.ID_LIKE, single != null ? List.of(single) : like);
    String codename = told.text("versionCodename");
    more.put(OwnProperties.CODENAME, codename == null ? List.of() : List.of(codename));
    String cpe = told.text("cpeName");
    more.put(OwnProperties.CPE, cpe == null ? List.of() : List.of(cpe));
    out.distribution(id, version, told.text("prettyName"), more);
  }

  private void artifact(Json artifact) throws IOException {
    DescribedComponent component =
        out.component(artifact.text("id"))
            .named(null, artifact.text("name"))
            .version(artifact.text("version"))
            .purl(artifact.text("purl"));
    for (Json licence : artifact.items("licenses")) {
      component.licence(licence.text().orElse(null));
      String expression = licence.text("spdxExpression");
      component.licence(
          expression == null || expression.isEmpty() ? licence.text("value") : expression);
    }
    for (Json location : artifact.items("locations")) {
      component.place(location.text("path"), location.text("layerID"));
    }
    Json metadata = artifact.get("metadata").orElse(null);
    if (metadata != null) {
      for (String member :
          List.of(
              "source",
              "sourceVersion",
              "sourceRpm",
              "originPackage",
              "architecture",
              "arch",
              "maintainer",
              "vendor",
              "modularityLabel")) {
        String value = metadata.text(member);
        String name = member.equals("arch") ? "architecture" : member;
        component.property(
            "syft:metadata:" + name, value == null || value.isEmpty() ? null : value);
      }
      if (metadata.get("epoch").orElse(null) instanceof Json.Number(String epoch)) {
        component.property("syft:metadata:epoch", epoch);
      }
    }
  }
}
