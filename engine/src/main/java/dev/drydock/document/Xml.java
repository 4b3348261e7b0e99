package dev.drydock.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An element of an XML document, names without their prefixes.
///
/// The lookups are lenient, as those of [dev.drydock.json.Json] are.
///
/// @param name local name
/// @param namespace URI, `""` where it has none
/// @param attributes by local name
/// @param children elements, in order
/// @param text all character data directly in the element, without white space around it
public record Xml(
    String name,
    String namespace,
    Map<String, String> attributes,
    List<Xml> children,
    String text) {

  /// The first child of that name.
  public Optional<Xml> child(String name) {
    for (Xml child : children) {
      if (child.name.equals(name)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /// All children of that name.
  public List<Xml> children(String name) {
    return children.stream().filter(child -> child.name.equals(name)).toList();
  }

  /// The text of the first child of that name; `null` where there is none, or where it is blank.
  public @Nullable String text(String name) {
    return child(name).map(Xml::text).filter(text -> !text.isEmpty()).orElse(null);
  }

  /// The attribute of that name; `null` where there is none.
  public @Nullable String attribute(String name) {
    return attributes.get(name);
  }
}
