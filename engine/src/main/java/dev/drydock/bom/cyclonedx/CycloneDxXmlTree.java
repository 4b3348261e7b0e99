package dev.drydock.bom.cyclonedx;

import dev.drydock.document.Xml;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns CycloneDX of XML into the tree that its JSON form has, as far as Drydock reads that.
///
/// ```xml
/// <bom xmlns="http://cyclonedx.org/schema/bom/1.6">
///   <components>
///     <component type="library" bom-ref="a"><name>zlib</name><purl>pkg:…</purl></component>
///   </components>
///   <dependencies><dependency ref="a"><dependency ref="b"/></dependency></dependencies>
/// </bom>
/// ```
final class CycloneDxXmlTree {
  private CycloneDxXmlTree() {}

  static Json json(Xml root) {
    Map<String, Json> bom = new LinkedHashMap<>();
    bom.put("bomFormat", new Json.Text("CycloneDX"));
    int slash = root.namespace().lastIndexOf('/');
    bom.put("specVersion", new Json.Text(root.namespace().substring(slash + 1)));
    attribute(root, "serialNumber", bom);
    root.child("metadata").ifPresent(it -> bom.put("metadata", metadata(it)));
    bom.put("components", components(root));
    bom.put("properties", properties(root));
    List<Json> dependencies = new ArrayList<>();
    root.child("dependencies")
        .ifPresent(
            all -> {
              for (Xml dependency : all.children()) {
                dependencies.add(dependency(dependency));
              }
            });
    bom.put("dependencies", new Json.Array(dependencies));
    return new Json.Obj(bom);
  }

  private static Json metadata(Xml metadata) {
    Map<String, Json> members = new LinkedHashMap<>();
    metadata.child("component").ifPresent(it -> members.put("component", component(it)));
    members.put("properties", properties(metadata));
    return new Json.Obj(members);
  }

  private static Json dependency(Xml dependency) {
    List<Json> on = new ArrayList<>();
    for (Xml one : dependency.children()) {
      String reference = one.attribute("ref");
      if (one.name().equals("dependency") && reference != null) {
        on.add(new Json.Text(reference));
      }
    }
    Map<String, Json> members = new LinkedHashMap<>();
    attribute(dependency, "ref", members);
    members.put("dependsOn", new Json.Array(on));
    return new Json.Obj(members);
  }

  private static Json components(Xml holder) {
    List<Json> items = new ArrayList<>();
    holder
        .child("components")
        .ifPresent(
            all -> {
              for (Xml one : all.children()) {
                if (one.name().equals("component")) {
                  items.add(component(one));
                }
              }
            });
    return new Json.Array(items);
  }

  private static Json component(Xml component) {
    Map<String, Json> members = new LinkedHashMap<>();
    attribute(component, "type", members);
    attribute(component, "bom-ref", members);
    for (Xml child : component.children()) {
      switch (child.name()) {
        case "group", "name", "version", "description", "purl" -> {
          if (!child.text().isEmpty()) {
            members.put(child.name(), new Json.Text(child.text()));
          }
        }
        case "supplier" -> members.put("supplier", texts(child));
        case "licenses" -> members.put("licenses", licences(child));
        case "hashes" -> members.put("hashes", hashes(child));
        case "evidence" -> members.put("evidence", evidence(child));
        default -> {}
      }
    }
    members.put("properties", properties(component));
    members.put("components", components(component));
    return new Json.Obj(members);
  }

  private static Json licences(Xml licences) {
    List<Json> items = new ArrayList<>();
    for (Xml child : licences.children()) {
      Map<String, Json> members = new LinkedHashMap<>();
      switch (child.name()) {
        case "expression" -> members.put("expression", new Json.Text(child.text()));
        // 1.7: with the texts of its licences
        case "expression-detailed" -> attribute(child, "expression", members);
        default -> members.put(child.name(), texts(child));
      }
      items.add(new Json.Obj(members));
    }
    return new Json.Array(items);
  }

  private static Json hashes(Xml hashes) {
    List<Json> items = new ArrayList<>();
    for (Xml hash : hashes.children()) {
      Map<String, Json> members = new LinkedHashMap<>();
      attribute(hash, "alg", members);
      members.put("content", new Json.Text(hash.text()));
      items.add(new Json.Obj(members));
    }
    return new Json.Array(items);
  }

  private static Json evidence(Xml evidence) {
    List<Json> items = new ArrayList<>();
    evidence
        .child("occurrences")
        .ifPresent(all -> all.children().forEach(occurrence -> items.add(texts(occurrence))));
    return new Json.Obj(Map.of("occurrences", new Json.Array(items)));
  }

  private static Json properties(Xml holder) {
    List<Json> items = new ArrayList<>();
    holder
        .child("properties")
        .ifPresent(
            all -> {
              for (Xml property : all.children()) {
                Map<String, Json> members = new LinkedHashMap<>();
                attribute(property, "name", members);
                members.put("value", new Json.Text(property.text()));
                items.add(new Json.Obj(members));
              }
            });
    return new Json.Array(items);
  }

  /// The elements directly in this one that have text, by their names.
  private static Json texts(Xml element) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (Xml child : element.children()) {
      if (!child.text().isEmpty()) {
        members.putIfAbsent(child.name(), new Json.Text(child.text()));
      }
    }
    return new Json.Obj(members);
  }

  private static void attribute(Xml element, String name, Map<String, Json> members) {
    String value = element.attribute(name);
    if (value != null) {
      members.put(name, new Json.Text(value));
    }
  }
}
