package dev.drydock.vex;

import dev.drydock.document.Xml;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The XML form of CycloneDX as the tree of its JSON form, which has the same names throughout:
/// lists stand in an element of their own, attributes are members.
final class CycloneDxXml {
  /// Elements that hold a list; in `analysis` the list of responses is called `response` in JSON.
  private static final Set<String> LISTS =
      Set.of("components", "vulnerabilities", "references", "affects", "versions", "authors");

  private CycloneDxXml() {}

  static boolean is(Xml root) {
    return root.name().equals("bom") && root.namespace().startsWith("http://cyclonedx.org/schema/");
  }

  static Json json(Xml root) {
    Map<String, Json> members = members(root);
    members.put("bomFormat", new Json.Text("CycloneDX"));
    return new Json.Obj(members);
  }

  private static Map<String, Json> members(Xml element) {
    Map<String, Json> members = new LinkedHashMap<>();
    element.attributes().forEach((name, value) -> members.put(name, new Json.Text(value)));
    for (Xml child : element.children()) {
      if (LISTS.contains(child.name())) {
        members.put(child.name(), list(child));
      } else if (child.name().equals("responses")) {
        members.put("response", list(child));
      } else {
        members.putIfAbsent(child.name(), value(child));
      }
    }
    return members;
  }

  private static Json list(Xml element) {
    List<Json> items = new ArrayList<>();
    for (Xml child : element.children()) {
      items.add(value(child));
    }
    return new Json.Array(items);
  }

  private static Json value(Xml element) {
    return element.children().isEmpty() && element.attributes().isEmpty()
        ? new Json.Text(element.text())
        : new Json.Obj(members(element));
  }
}
