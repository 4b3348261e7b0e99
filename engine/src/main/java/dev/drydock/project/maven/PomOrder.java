package dev.drydock.project.maven;

import dev.drydock.project.xml.NewElement;
import dev.drydock.project.xml.SourceElement;
import dev.drydock.project.xml.XmlLayout;
import dev.drydock.text.TextEdit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The order in which the sections of a POM stand (Maven Code Style And Code Conventions, "POM Code
/// Convention").
final class PomOrder {
  private static final List<String> DEPENDENCIES =
      List.of("properties", "dependencyManagement", "dependencies");

  private static final List<String> LATER =
      List.of("repositories", "pluginRepositories", "build", "reporting", "profiles");

  private PomOrder() {}

  /// Puts a section where it belongs in a project that has none of its name.
  static TextEdit insertion(XmlLayout layout, SourceElement project, NewElement section) {
    int place = DEPENDENCIES.indexOf(section.tag());
    for (String next : DEPENDENCIES.subList(place + 1, DEPENDENCIES.size())) {
      Optional<SourceElement> sibling = project.child(next);
      if (sibling.isPresent()) {
        return layout.before(sibling.get(), section);
      }
    }
    for (String previous : DEPENDENCIES.subList(0, place).reversed()) {
      Optional<SourceElement> sibling = project.child(previous);
      if (sibling.isPresent()) {
        return layout.after(sibling.get(), section);
      }
    }
    return LATER.stream()
        .flatMap(later -> project.child(later).stream())
        .min(Comparator.comparingInt(SourceElement::start))
        .map(later -> layout.before(later, section))
        .orElseGet(() -> layout.append(project, section));
  }
}
