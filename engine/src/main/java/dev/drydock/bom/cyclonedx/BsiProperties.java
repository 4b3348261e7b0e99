package dev.drydock.bom.cyclonedx;

import dev.drydock.bom.Component;
import dev.drydock.bom.OwnProperties.Property;
import java.util.List;
import java.util.Locale;

/// The properties that BSI TR-03183-2 asks for beside CycloneDX's own members (section 8, taxonomy
/// `bsi:component`): the name of the file that a component is, whether it can be executed, and
/// whether it is an archive. Said only of components that are one file of the image; of an
/// installed package that is many files nothing of it is true.
final class BsiProperties {
  private BsiProperties() {}

  static List<Property> of(Component component) {
    String path = component.locations().getFirst().path();
    if (path.contains("!/")) {
      return List.of();
    }
    String file = path.substring(path.lastIndexOf('/') + 1);
    String lower = file.toLowerCase(Locale.ROOT);
    boolean archive =
        switch (lower.substring(lower.lastIndexOf('.') + 1)) {
          case "jar",
              "war",
              "ear",
              "par",
              "sar",
              "nar",
              "jpi",
              "hpi",
              "kar",
              "far",
              "lpkg",
              "rar" ->
              component.type().equals("maven");
          case "whl", "egg" -> component.type().equals("pypi");
          default -> false;
        };
    return archive
        ? List.of(
            new Property("bsi:component:filename", file),
            new Property("bsi:component:executable", "non-executable"),
            new Property("bsi:component:archive", "archive"),
            new Property("bsi:component:structured", "structured"))
        : List.of();
  }
}
