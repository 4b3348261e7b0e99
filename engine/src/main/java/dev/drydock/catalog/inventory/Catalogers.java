package dev.drydock.catalog.inventory;

import dev.drydock.catalog.Cataloger;
import java.util.List;

/// The catalogers that Drydock brings along. A new one is a class and a line here.
public final class Catalogers {
  private Catalogers() {}

  public static List<Cataloger> builtIn() {
    return List.of();
  }
}
