package dev.drydock.fix;

import dev.drydock.bom.Bom;
import java.util.List;

/// The packages of an image that nothing in it needs, by what they are for.
public final class Removals {
  private Removals() {}

  /// One for each purpose of which something can go.
  public static List<Removal> of(Bom bom) {
    return new RemovalPlanner(bom).removals();
  }
}
