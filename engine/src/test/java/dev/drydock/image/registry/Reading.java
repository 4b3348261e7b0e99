package dev.drydock.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Layer;
import dev.drydock.image.Platform;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.Packing;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/// What the tests of this package read, and how.
final class Reading {
  static final Platform AMD64 = Platform.parse("linux/amd64");

  /// One layer of some 200 kB that does not compress.
  static final BuiltImage APP = app();

  private Reading() {}

  private static BuiltImage app() {
    byte[] noise = new byte[200_000];
    new Random(3).nextBytes(noise);
    return new ImageBuilder()
        .packing(Packing.GZIP)
        .layer(new TarWriter().file("noise", noise).file("end", "."), "COPY noise /")
        .build();
  }

  static String manifestPath() {
    return "/v2/app/manifests/1";
  }

  static String layerPath() {
    return "/v2/app/blobs/" + APP.layers().getFirst().digest();
  }

  static Image open(PlayedRegistry registry) throws IOException, InterruptedException {
    return open(registry, CredentialStore.none(), TestSettings.quick());
  }

  static Image open(PlayedRegistry registry, CredentialStore credentials, RegistrySettings settings)
      throws IOException, InterruptedException {
    return RegistryImages.open(
        ImageReference.parse(registry.host() + "/app:1"),
        AMD64,
        false,
        Limits.defaults(),
        credentials,
        settings);
  }

  /// Opens through `transport`, without a network.
  static Image open(String name, Transport transport, CredentialStore credentials)
      throws IOException, InterruptedException {
    ImageReference reference = ImageReference.parse(name);
    RegistryClient client =
        new RegistryClient(
            reference, credentials, TestSettings.quick(), Limits.defaults(), transport);
    return RegistryImages.open(reference, AMD64, false, Limits.defaults(), client);
  }

  /// The paths of all layers.
  static List<String> walk(Image image) throws IOException, InterruptedException {
    List<String> paths = new ArrayList<>();
    for (Layer layer : image.layers()) {
      layer.walk((entry, _) -> paths.add(entry.path()));
    }
    return paths;
  }

  static void assertRefused(Callable<?> reading, Kind kind, String... words) {
    assertThatThrownBy(reading::call)
        .isInstanceOfSatisfying(
            ImageException.class,
            e -> {
              assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
              assertThat(e.getMessage()).doesNotContain("\n");
            })
        .hasMessageContainingAll(words);
  }
}
