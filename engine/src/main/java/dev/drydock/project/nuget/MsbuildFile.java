package dev.drydock.project.nuget;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.edit.Coordinates;
import dev.drydock.project.edit.SourceText;
import dev.drydock.project.nuget.MsbuildItem.Kind;
import dev.drydock.project.xml.SourceAttribute;
import dev.drydock.project.xml.SourceElement;
import dev.drydock.project.xml.XmlSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A file of MSBuild with the packages that it names. What targets add while they run is passed
/// over, as restoring packages does.
///
/// @param items in the order of the file
record MsbuildFile(
    String path,
    SourceText source,
    SourceElement root,
    MsbuildProperties properties,
    List<MsbuildItem> items) {
  private static final Set<String> CHOICES = Set.of("Choose", "When", "Otherwise");

  static MsbuildFile read(String path, String text, Limits limits) throws ManifestException {
    SourceText source = new SourceText(text);
    SourceElement root = XmlSource.read(path, source, limits);
    if (!root.name().equals("Project")) {
      throw new ManifestException(path + " is not of MSBuild: its root element is not <Project>");
    }
    MsbuildProperties properties = new MsbuildProperties();
    List<MsbuildItem> items = new ArrayList<>();
    Deque<SourceElement> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      SourceElement around = open.pop();
      for (SourceElement one : around.children()) {
        if (one.name().equals("PropertyGroup")) {
          properties.define(one, around != root);
        } else if (one.name().equals("ItemGroup")) {
          one.children().forEach(item -> add(item, items));
        } else if (CHOICES.contains(one.name())) {
          open.push(one);
        }
      }
    }
    items.sort((one, other) -> Integer.compare(one.element().start(), other.element().start()));
    return new MsbuildFile(path, source, root, properties, List.copyOf(items));
  }

  private static void add(SourceElement element, List<MsbuildItem> items) {
    Kind kind = Kind.of(element.name());
    Optional<SourceAttribute> naming =
        element.attribute("Include").or(() -> element.attribute("Update"));
    if (kind == null || naming.isEmpty()) {
      return;
    }
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : naming.get().value().value().split(";", -1)) {
      String stripped = name.strip();
      if (Coordinates.isName(stripped)) {
        names.add(stripped);
      }
    }
    boolean shared = naming.get().value().value().indexOf(';') >= 0;
    names.forEach(name -> items.add(new MsbuildItem(kind, element, name, naming.get(), shared)));
  }

  List<MsbuildItem> named(String name) {
    return items.stream().filter(item -> item.isNamed(name)).toList();
  }

  /// Whether it says that it is made of tests.
  boolean isForTests() {
    return properties.isTrue("IsTestProject")
        || items.stream()
            .anyMatch(
                item ->
                    item.kind() == Kind.PACKAGE_REFERENCE
                        && item.isNamed("Microsoft.NET.Test.Sdk"));
  }

  int line(SourceElement element) {
    return source.line(element.start());
  }
}
