package dev.drydock.report;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Location;
import dev.drydock.fix.Action;
import dev.drydock.fix.Upgrade;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The programs that packages are compiled into, such as modules of Go: they have to be built anew,
/// or newer ones taken, which may be somebody else's work than the rest of the application.
final class CompiledPrograms {
  /// Whoever finds packages within compiled programs.
  private static final Set<String> CATALOGERS =
      Set.of(
          "go-binary", "rust-binary", "rust-source-path", "graalvm-native-image", "dotnet-bundle");

  private CompiledPrograms() {}

  /// `usr/local/bin/gosu`, `a and b`, `3 programs, such as a`; `""` where something else than
  /// programs has to change, too.
  static String of(Action action) {
    Set<String> programs = new LinkedHashSet<>();
    for (Upgrade upgrade : action.upgrades()) {
      for (Component component : upgrade.components()) {
        if (!CATALOGERS.contains(component.evidence().cataloger())) {
          return "";
        }
        for (Location location : component.locations()) {
          programs.add(location.path());
        }
      }
    }
    List<String> paths = new ArrayList<>(programs);
    return switch (paths.size()) {
      case 0 -> "";
      case 1 -> paths.getFirst();
      case 2 -> paths.getFirst() + " and " + paths.getLast();
      default -> paths.size() + " programs, such as " + paths.getFirst();
    };
  }
}
