package dev.drydock.base.view;

import dev.drydock.image.Image;
import dev.drydock.image.Platform;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.image.source.ImageSources;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.OciLayout;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Images of tests, each in a layout of its own.
public final class Images {
  private Images() {}

  /// An image of some layers, the base first.
  public static Image of(Path directory, TarWriter... layers)
      throws IOException, InterruptedException {
    ImageBuilder builder = new ImageBuilder();
    for (TarWriter layer : layers) {
      builder.layer(layer);
    }
    return open(directory, builder.build());
  }

  public static Image open(Path directory, BuiltImage image)
      throws IOException, InterruptedException {
    Path layout = Files.createTempDirectory(directory, "image");
    OciLayout.of(image).writeTo(layout);
    return ImageSources.ofFiles(directory)
        .open(
            ImageRequest.parse(
                "oci-dir:" + layout, Platform.parse("linux/amd64"), false, Limits.defaults()));
  }

  public static ImageView view(Path directory, TarWriter... layers)
      throws IOException, InterruptedException {
    try (Image image = of(directory, layers)) {
      return ImageView.of(image, Limits.defaults());
    }
  }
}
