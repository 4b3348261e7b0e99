package dev.drydock.fix;

import dev.drydock.bom.Component;
import dev.drydock.bom.Installation;
import java.util.ArrayList;
import java.util.List;

/// Packages that no other package of the image needs, removed by one command.
///
/// @param purpose what they are for
/// @param packages those that the command names
/// @param removed all that is gone then: these, and what was only there for their sake
public record Removal(Purpose purpose, List<Component> packages, List<Component> removed) {
  private static final int MOST_NAMES = 8;

  public Removal {
    packages = List.copyOf(packages);
    removed = List.copyOf(removed);
  }

  /// The names of those that the command names.
  public List<String> names() {
    return packages.stream().map(Component::name).distinct().toList();
  }

  /// What goes along.
  public List<String> along() {
    List<String> along = new ArrayList<>();
    for (Component component : removed) {
      if (!names().contains(component.name()) && !along.contains(component.name())) {
        along.add(component.name());
      }
    }
    return along;
  }

  /// Whether all programs that no package owns were looked at.
  private boolean isLinkingKnown() {
    for (Component component : removed) {
      Installation installation = InstalledPackages.installation(component);
      if (installation == null || installation.linkedBy() == null) {
        return false;
      }
    }
    return true;
  }

  /// What somebody who knows the application has to look at first, one plain line each.
  public List<String> checks() {
    List<String> checks = new ArrayList<>();
    checks.add(purpose.check());
    List<String> libraries =
        along().stream().filter(name -> name.startsWith("lib") || name.contains("-libs")).toList();
    if (!libraries.isEmpty()) {
      String names =
          String.join(", ", libraries.subList(0, Math.min(MOST_NAMES, libraries.size())))
              + (libraries.size() > MOST_NAMES
                  ? " and " + (libraries.size() - MOST_NAMES) + " more"
                  : "");
      checks.add(
          isLinkingKnown()
              ? "nothing loads a library that goes along by its name while it runs (plug-ins,"
                  + " ctypes, JNI; no program is linked with one): "
                  + names
              : "no program that was copied into the image is linked with a library that goes along: "
                  + names
                  + " (ldd shows it)");
    }
    return checks;
  }
}
