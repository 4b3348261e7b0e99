package dev.drydock.catalog.graalvm;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bill of materials of a native image, CycloneDX in JSON (GraalVM documentation, "Software Bill
/// of Materials in Native Image"). The application that it is about is a part of the image as its
/// libraries are:
///
///     {"bomFormat": "CycloneDX", "specVersion": "1.5",
///      "metadata": {"component": {"group": "com.example", "name": "app", "version": "1.0",
///                                 "purl": "pkg:maven/com.example/app@1.0", "bom-ref": "a"}},
///      "components": [{"name": "core", "purl": "pkg:maven/io.micronaut/core@4.2.3",
///                      "bom-ref": "b"}],
///      "dependencies": [{"ref": "a", "dependsOn": ["b"]}]}
final class NativeImageSbom {
  private static final int MOST = 100_000;
  private static final int LONGEST = 1_000;

  private final Json document;

  private NativeImageSbom(Json document) {
    this.document = document;
  }

  /// `null` where this is no CycloneDX.
  static @Nullable NativeImageSbom of(Json document) {
    return "CycloneDX".equals(document.text("bomFormat")) ? new NativeImageSbom(document) : null;
  }

  /// Whether it is about an artifact of Maven, as those are that GraalVM writes.
  boolean ofMavenArtifact() {
    Json main = main();
    String purl = main == null ? null : main.text("purl");
    return purl != null && purl.startsWith("pkg:maven/");
  }

  private @Nullable Json main() {
    return document.get("metadata").flatMap(metadata -> metadata.get("component")).orElse(null);
  }

  void report(LayerEntry file, Evidence evidence, Discoveries out) {
    PackageGraph graph = new PackageGraph(file, evidence, out);
    Deque<Json> pending = new ArrayDeque<>();
    Json main = main();
    if (main != null) {
      pending.add(main);
    }
    pending.addAll(document.items("components"));
    for (int left = MOST; !pending.isEmpty() && left > 0; left--) {
      Json one = pending.pop();
      pending.addAll(one.items("components"));
      Component component = component(one, file, evidence);
      String reference = one.text("bom-ref");
      if (component != null && reference != null) {
        graph.add(reference, component);
      } else if (component != null) {
        graph.add(component);
      }
    }
    for (Json one : document.items("dependencies")) {
      graph.needs(String.valueOf(one.text("ref")), one.texts("dependsOn"));
    }
    graph.finish();
  }

  private static @Nullable Component component(Json one, LayerEntry file, Evidence evidence) {
    Purl purl = purl(one);
    if (purl == null) {
      return null;
    }
    boolean grouped = purl.type().equals("maven") && purl.namespace() != null;
    String version = purl.version();
    return new Component(
        grouped ? purl.namespace() + ":" + purl.name() : purl.name(),
        version == null ? "" : version,
        purl,
        null,
        licences(one),
        List.of(new Location(file.path(), file.layer())),
        evidence);
  }

  /// The one that is written there; without it, one of Maven where there is a group.
  private static @Nullable Purl purl(Json one) {
    String text = one.text("purl");
    String name = one.text("name");
    try {
      if (text != null && text.length() <= LONGEST) {
        return Purl.parse(text);
      }
      String group = one.text("group");
      return name == null || name.isBlank() || name.length() > LONGEST
          ? null
          : Purl.of(group == null ? "generic" : "maven", group, name, one.text("version"));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static List<String> licences(Json one) {
    return one.items("licenses").stream()
        .map(
            choice -> {
              Json licence = choice.get("license").orElse(choice);
              String id = licence.text("id");
              String name = licence.text("name");
              return id != null ? id : name != null ? name : licence.text("expression");
            })
        .filter(text -> text != null && !text.isBlank())
        .limit(10)
        .toList();
  }
}
