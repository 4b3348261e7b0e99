package dev.drydock.image.storage;

import dev.drydock.image.Image;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.Platform;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What is in the layers of an image of a store.
final class StoreReading {
  private StoreReading() {}

  static ImageRequest request(String text) {
    return ImageRequest.parse(text, Platform.parse("linux/amd64"), false, Limits.defaults());
  }

  /// The entries of all layers, small files with their content.
  static List<String> files(Image opened) throws IOException, InterruptedException {
    List<String> files = new ArrayList<>();
    layers(opened).forEach(files::addAll);
    return files;
  }

  /// @param opened closed afterwards
  static List<List<String>> layers(Image opened) throws IOException, InterruptedException {
    List<List<String>> layers = new ArrayList<>();
    try (Image image = opened) {
      for (Layer layer : image.layers()) {
        List<String> files = new ArrayList<>();
        layer.walk(
            (entry, content) -> {
              String line = entry.path();
              if (entry.type() == LayerEntry.Type.FILE) {
                line += "=" + new String(content.bytes(1 << 20, line), StandardCharsets.UTF_8);
              } else if (entry.link() != null) {
                line += "->" + entry.link();
              }
              files.add(line);
            });
        layers.add(files);
      }
    }
    return layers;
  }
}
