package dev.drydock.cli.scan;

import dev.drydock.bom.Bom;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.input.Inputs;
import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.Platform;
import dev.drydock.image.registry.RegistryTags;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Base images, from where the user says, or from registries: each is read once, for however many
/// images.
final class BaseSource implements BaseImages.Source {
  private final Inputs inputs;
  private final Cataloguing cataloguing;
  private final Map<Wanted, BaseImages.Read> read = new HashMap<>();
  private final Map<String, RegistryTags.Listing> listings = new HashMap<>();

  private record Wanted(String image, @Nullable String platform) {}

  /// What is in an image.
  @FunctionalInterface
  interface Cataloguing {
    Bom of(Image image) throws IOException, InterruptedException;
  }

  BaseSource(Inputs inputs, Cataloguing cataloguing) {
    this.inputs = inputs;
    this.cataloguing = cataloguing;
  }

  @Override
  public BaseImages.Read read(String image, @Nullable String platform)
      throws IOException, InterruptedException, Failure {
    Wanted wanted = new Wanted(image, platform);
    BaseImages.Read known = read.get(wanted);
    if (known == null) {
      try (Image opened = inputs.open(image, platform)) {
        requirePlatform(opened.config().platform(), platform);
        Digest index = opened.indexDigest();
        Bom bom = cataloguing.of(opened);
        String pin = index == null ? bom.subject().digest() : index.toString();
        long bytes = opened.layers().stream().mapToLong(layer -> layer.description().size()).sum();
        known = new BaseImages.Read(bom, pin, bytes);
      }
      read.put(wanted, known);
    }
    return known;
  }

  private static void requirePlatform(Platform actual, @Nullable String platform)
      throws ImageException {
    if (platform != null
        && platform.indexOf('/') > 0
        && !(platform + "/").startsWith(actual.os() + "/" + actual.architecture() + "/")) {
      throw new ImageException(
          ImageException.Kind.UNSUPPORTED,
          "it is for " + actual + ", and the image for " + platform);
    }
  }

  @Override
  public RegistryTags.Listing tags(String reference)
      throws IOException, InterruptedException, Failure {
    RegistryTags.Listing listing = listings.get(reference);
    if (listing == null) {
      listing = inputs.tags(reference);
      listings.put(reference, listing);
    }
    return listing;
  }
}
