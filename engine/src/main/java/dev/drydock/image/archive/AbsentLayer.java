package dev.drydock.image.archive;

import dev.drydock.image.Layer;

/// A layer that is named and not there. Nothing is in it that could be shown; the image warns.
record AbsentLayer(Description description) implements Layer {

  @Override
  public void walk(Visitor visitor) {
    // nothing to show
  }
}
