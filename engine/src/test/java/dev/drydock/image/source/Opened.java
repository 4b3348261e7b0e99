package dev.drydock.image.source;

import dev.drydock.image.Breadth;
import dev.drydock.image.Image;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.Platform;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was seen in an image that was opened, read to its end and closed.
record Opened(
    String reference,
    @Nullable String digest,
    String platform,
    List<List<String>> layers,
    List<String> createdBy,
    List<String> warnings) {

  /// Opens `text` relative to `directory`, for linux/amd64 unless `platform` is given.
  static Opened open(Path directory, String text, @Nullable String platform)
      throws IOException, InterruptedException {
    ImageSources sources = ImageSources.ofFiles(directory);
    Platform wanted = Platform.parse(platform == null ? "linux/amd64" : platform);
    return read(
        sources.open(ImageRequest.parse(text, wanted, platform != null, Limits.defaults())));
  }

  /// All images that `text` stands for.
  static List<Opened> all(Path directory, String text, Breadth breadth)
      throws IOException, InterruptedException {
    List<Opened> all = new ArrayList<>();
    for (Candidate candidate :
        ImageSources.ofFiles(directory)
            .all(
                ImageRequest.parse(text, Platform.parse("linux/amd64"), false, Limits.defaults()),
                breadth)) {
      all.add(read(candidate.open()));
    }
    return all;
  }

  /// @param opened closed afterwards
  static Opened read(Image opened) throws IOException, InterruptedException {
    try (Image image = opened) {
      List<List<String>> layers = new ArrayList<>();
      List<String> createdBy = new ArrayList<>();
      for (Layer layer : image.layers()) {
        List<String> lines = new ArrayList<>();
        layer.walk(
            (entry, content) -> {
              String text1 = entry.path();
              if (entry.type() == LayerEntry.Type.FILE && entry.size() < 100) {
                text1 += "=" + new String(content.bytes(100, entry.path()), StandardCharsets.UTF_8);
              } else if (entry.type() == LayerEntry.Type.FILE) {
                content.bytes(64 << 20, entry.path());
              } else if (entry.link() != null) {
                text1 += "->" + entry.link();
              }
              lines.add(text1);
            });
        layers.add(lines);
        createdBy.add(String.valueOf(layer.description().createdBy()));
      }
      return new Opened(
          image.reference(),
          image.digest() == null ? null : image.digest().toString(),
          image.config().platform().toString(),
          layers,
          createdBy,
          image.warnings());
    }
  }

  static Opened open(Path directory, String text) throws IOException, InterruptedException {
    return open(directory, text, null);
  }
}
