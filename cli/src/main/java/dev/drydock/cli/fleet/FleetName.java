package dev.drydock.cli.fleet;

import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.image.Platform;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.limits.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Under which name the fleet knows what a user calls an image: its reference in a registry; for
/// files, which have none, one of `localhost`, as Podman names images that are of this machine
/// alone.
public final class FleetName {
  private static final List<String> ENDINGS =
      List.of(".gz", ".zst", ".tar", ".tgz", ".json", ".cdx", ".spdx", ".xml");

  private FleetName() {}

  /// @throws Failure where it cannot be the name of anything
  public static ImageReference of(String text, Platform platform, Limits limits) throws Failure {
    ImageRequest request = ImageRequest.parse(text, platform, false, limits);
    boolean registry =
        switch (request.scheme()) {
          case REGISTRY, DOCKER, PODMAN, CONTAINERS_STORAGE, CONTAINERD -> true;
          case DOCKER_ARCHIVE,
              OCI_ARCHIVE,
              OCI_DIRECTORY,
              ROOT_FILE_SYSTEM,
              DIRECTORY,
              BILL_OF_MATERIALS ->
              false;
          case null -> !Files.exists(PathArgument.of(request.rest()));
        };
    return registry ? parse(request.rest()) : parse("localhost/" + fileName(request.rest()));
  }

  /// The reference of what comes from a registry; `null` of what comes from elsewhere.
  static @Nullable String inRegistry(String text, Platform platform, Limits limits) throws Failure {
    ImageRequest request = ImageRequest.parse(text, platform, false, limits);
    boolean registry =
        request.scheme() == ImageRequest.Scheme.REGISTRY
            || request.scheme() == null && !Files.exists(PathArgument.of(request.rest()));
    return registry ? request.rest() : null;
  }

  public static ImageReference parse(String reference) throws Failure {
    try {
      return ImageReference.parse(reference);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(ErrorLine.oneLine(String.valueOf(e.getMessage())));
    }
  }

  /// `build/Shop Cart.tar.gz` is `shop-cart`.
  private static String fileName(String text) throws Failure {
    Path file = PathArgument.of(text).toAbsolutePath().normalize().getFileName();
    String name = file == null ? "" : file.toString().toLowerCase(Locale.ROOT);
    for (int i = 0; i < ENDINGS.size(); i++) {
      String ending = ENDINGS.get(i);
      if (name.endsWith(ending)) {
        name = name.substring(0, name.length() - ending.length());
        i = -1;
      }
    }
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
      if (letter) {
        clean.append(c);
      } else if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != '-') {
        clean.append('-');
      }
    }
    while (!clean.isEmpty() && clean.charAt(clean.length() - 1) == '-') {
      clean.setLength(clean.length() - 1);
    }
    if (clean.isEmpty() || clean.length() > 100) {
      throw Failure.usage("say which image this is with --as registry.example.com/shop/cart:1.4");
    }
    return clean.toString();
  }
}
