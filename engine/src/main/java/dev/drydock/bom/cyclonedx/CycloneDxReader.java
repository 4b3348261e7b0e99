package dev.drydock.bom.cyclonedx;

import dev.drydock.bom.OwnProperties;
import dev.drydock.bom.PackageTypes;
import dev.drydock.bom.described.DescribedBom;
import dev.drydock.bom.described.DescribedComponent;
import dev.drydock.bom.described.DescribedSubject;
import dev.drydock.document.Xml;
import dev.drydock.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads CycloneDX 1.0 to 1.7, in JSON and in XML (ECMA-424).
///
/// Components within components are components like others, held by the outer one. Of the kinds of
/// components, software counts; files, data, devices, models and keys do not, unless the purl of a
/// package says what they are.
public final class CycloneDxReader {
  private final DescribedBom out;

  /// Whether a component tells of the distribution.
  private boolean distributed;

  private CycloneDxReader(DescribedBom out) {
    this.out = out;
  }

  /// Whether a document says that it is one.
  public static boolean recognises(Json document) {
    String schema = document.text("$schema");
    return "CycloneDX".equals(document.text("bomFormat"))
        || schema != null && schema.contains("cyclonedx.org/schema/bom")
        || document.text("specVersion") != null && !document.items("components").isEmpty();
  }

  public static boolean recognises(Xml root) {
    return root.name().equals("bom") && root.namespace().contains("cyclonedx.org/schema/bom");
  }

  public static void read(Xml root, DescribedBom out) throws IOException {
    read(CycloneDxXmlTree.json(root), out);
  }

  /// @throws IOException where it goes over a limit
  public static void read(Json document, DescribedBom out) throws IOException {
    String version = document.text("specVersion");
    out.format(version == null ? "CycloneDX" : "CycloneDX " + version);
    new CycloneDxReader(out).document(document);
  }

  private void document(Json document) throws IOException {
    out.subject().serialNumber(document.text("serialNumber"));
    document.get("metadata").ifPresent(this::metadata);
    Json main = document.get("metadata").flatMap(it -> it.get("component")).orElse(null);
    if (main != null) {
      main(main);
    }
    components(document, null);
    if (main != null && !distributed && "operating-system".equals(main.text("type"))) {
      operatingSystem(main);
    }
    for (Json property : document.items("properties")) {
      out.subject().property(property.text("name"), property.text("value"));
    }
    for (Json dependency : document.items("dependencies")) {
      for (Json on : dependency.items("dependsOn")) {
        out.dependency(dependency.text("ref"), on.text().orElse(null));
      }
    }
  }

  /// What the document is about: a component too, where its purl tells which; a container is none.
  private void main(Json main) throws IOException {
    boolean container = "container".equals(main.text("type"));
    if (!container && software(main) && main.text("purl") != null) {
      component(main, null);
    } else {
      components(main, null);
    }
  }

  private void metadata(Json metadata) {
    DescribedSubject subject = out.subject();
    Json image = metadata.get("component").orElse(null);
    if (image != null) {
      String group = image.text("group");
      String name = image.text("name");
      subject.name(group == null || name == null ? name : group + "/" + name);
      subject.digest(image.text("version"));
      for (Json property : image.items("properties")) {
        subject.property(property.text("name"), property.text("value"));
      }
    }
    for (Json property : metadata.items("properties")) {
      subject.property(property.text("name"), property.text("value"));
    }
  }

  private void components(Json holder, @Nullable String parent) throws IOException {
    for (Json item : holder.items("components")) {
      String type = String.valueOf(item.text("type"));
      if (type.equals("operating-system")) {
        distributed = true;
        operatingSystem(item);
      } else if (software(item)) {
        component(item, parent);
      } else {
        components(item, parent);
      }
    }
  }

  private static boolean software(Json item) {
    return switch (String.valueOf(item.text("type"))) {
      case "application", "framework", "library", "platform", "firmware", "device-driver" -> true;
      // some tools leave it out
      case "null" -> true;
      // what is made for machines, and never installed as a package
      case "machine-learning-model", "cryptographic-asset", "device" -> false;
      // files, data, images within an image: none of a package, unless they say of which one
      default -> PackageTypes.isPackage(item.text("purl"));
    };
  }

  private void operatingSystem(Json item) {
    String name = item.text("name");
    if (name == null) {
      return;
    }
    Map<String, List<String>> properties = new HashMap<>();
    for (Json property : item.items("properties")) {
      String key = property.text("name");
      String value = property.text("value");
      if (key != null && value != null) {
        properties.computeIfAbsent(distributionProperty(key), _ -> new ArrayList<>()).add(value);
      }
    }
    List<String> id = properties.getOrDefault("syft:distro:id", List.of());
    List<String> pretty = properties.getOrDefault("syft:distro:prettyName", List.of());
    out.distribution(
        id.isEmpty() ? name : id.getFirst(),
        item.text("version"),
        pretty.isEmpty() ? item.text("description") : pretty.getFirst(),
        properties);
  }

  /// Syft's properties under Drydock's names.
  private static String distributionProperty(String name) {
    if (name.startsWith("syft:distro:idLike:")) {
      return OwnProperties.ID_LIKE;
    }
    return name.equals("syft:distro:versionCodename") ? OwnProperties.CODENAME : name;
  }

  private void component(Json item, @Nullable String parent) throws IOException {
    String reference = item.text("bom-ref");
    String purl = item.text("purl");
    distributed |=
        purl != null
            && (purl.contains("distro=") || purl.contains("os_name="))
            && PackageTypes.isOfSystem(purl);
    DescribedComponent component =
        out.component(reference)
            .named(item.text("group"), item.text("name"))
            .version(item.text("version"))
            .purl(purl)
            .supplier(item.get("supplier").map(it -> it.text("name")).orElse(null));
    if (!"library".equals(item.text("type"))) {
      component.listing();
    }
    for (Json licence : item.items("licenses")) {
      component.licence(licence.text("expression"));
      Json one = licence.get("license").orElse(licence);
      component.licence(one.text("id") != null ? one.text("id") : one.text("name"));
    }
    for (Json hash : item.items("hashes")) {
      component.hash(hash.text("alg"), hash.text("content"));
    }
    for (Json property : item.items("properties")) {
      component.property(property.text("name"), property.text("value"));
    }
    item.get("evidence").ifPresent(evidence -> evidence(component, evidence));
    out.dependency(parent, reference);
    components(item, reference != null ? reference : parent);
  }

  private static void evidence(DescribedComponent component, Json evidence) {
    for (Json occurrence : evidence.items("occurrences")) {
      component.place(occurrence.text("location"), null);
    }
  }
}
