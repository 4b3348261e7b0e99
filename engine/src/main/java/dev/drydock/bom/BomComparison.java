package dev.drydock.bom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a bill of materials that somebody made of an image says, beside what is in the image.
///
/// Packages are the same where type, name and version are: purls of different tools differ in
/// qualifiers, and in what they call a distribution.
///
/// @param common how many packages both have
/// @param onlyInImage what the document keeps silent about, in order
/// @param onlyInDocument what the document claims and nobody finds, in order
public record BomComparison(
    int common, List<Component> onlyInImage, List<Component> onlyInDocument) {

  public BomComparison {
    onlyInImage = List.copyOf(onlyInImage);
    onlyInDocument = List.copyOf(onlyInDocument);
  }

  /// Whether both say the same.
  public boolean same() {
    return onlyInImage.isEmpty() && onlyInDocument.isEmpty();
  }

  public static BomComparison of(Bom image, Bom document) {
    Map<String, Component> found = byKey(image);
    Map<String, Component> told = byKey(document);
    List<Component> onlyInImage = new ArrayList<>();
    List<Component> onlyInDocument = new ArrayList<>();
    found.forEach(
        (key, component) -> {
          if (!told.containsKey(key)) {
            onlyInImage.add(component);
          }
        });
    told.forEach(
        (key, component) -> {
          if (!found.containsKey(key)) {
            onlyInDocument.add(component);
          }
        });
    return new BomComparison(found.size() - onlyInImage.size(), onlyInImage, onlyInDocument);
  }

  private static Map<String, Component> byKey(Bom bom) {
    Map<String, Component> all = new TreeMap<>();
    for (Component component : bom.components()) {
      String name = PackageName.of(component.purl(), null);
      all.putIfAbsent(component.type() + "\n" + name + "\n" + component.version(), component);
    }
    return all;
  }
}
