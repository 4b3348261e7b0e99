package dev.drydock.fleet;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Purl;
import dev.drydock.match.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An image that does not exist, of components that are matched alike in all images where they are.
final class ImaginaryImage {
  private static final Bom.Subject SUBJECT =
      new Bom.Subject("fleet", null, null, "", null, List.of(), List.of(), Map.of(), List.of());

  /// What a working copy needs: a project of its own, of which nothing is ever said.
  private static final Component NEEDED =
      new FleetComponent(
              null, "needed", "", Purl.of("golang", null, "needed", null), null, true, false, null)
          .component();

  private ImaginaryImage() {}

  /// @param workingCopies the places of main modules of Go programs, which are known by that they
  ///   need others and that none needs them
  static Bom of(
      @Nullable Surroundings surroundings,
      List<Component> components,
      List<Integer> workingCopies) {
    List<Component> all = components;
    List<Bom.Dependency> dependencies = new ArrayList<>(workingCopies.size());
    if (!workingCopies.isEmpty()) {
      all = new ArrayList<>(components);
      all.add(NEEDED);
      for (int place : workingCopies) {
        dependencies.add(new Bom.Dependency(place, components.size()));
      }
    }
    return new Bom(
        SUBJECT,
        surroundings == null ? null : surroundings.distribution(),
        all,
        dependencies,
        List.of(),
        surroundings == null ? List.of() : surroundings.buildInformation());
  }
}
