package dev.drydock.fleet;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.match.Surroundings;
import dev.drydock.match.WorkingCopies;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Takes the components of an image apart from it.
public final class FleetComponents {
  private FleetComponents() {}

  /// One for each component of `bom`, in its order. Some may be equal: the same package in several
  /// places.
  public static List<FleetComponent> of(Bom bom) {
    Surroundings surroundings = Surroundings.of(bom).orElse(null);
    Set<Component> workingCopies = WorkingCopies.of(bom);
    List<FleetComponent> all = new ArrayList<>(bom.components().size());
    for (Component component : bom.components()) {
      all.add(FleetComponent.of(component, surroundings, workingCopies.contains(component)));
    }
    return all;
  }
}
