package dev.drydock.catalog.inventory;

import dev.drydock.image.FileContent;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import java.util.function.Function;

/// In the place of somebody who watches layers while they are read.
final class Nobody implements Layer.Visitor {
  static final Function<Layer, Layer.Visitor> WATCHES = _ -> new Nobody();

  @Override
  public void visit(LayerEntry entry, FileContent content) {
    // sees nothing
  }
}
