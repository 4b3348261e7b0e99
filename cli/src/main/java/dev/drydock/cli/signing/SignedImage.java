package dev.drydock.cli.signing;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.Platform;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.image.source.ImageRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An image of a registry that is signed, attested or verified: from here on by its digest.
///
/// @param subject what the reference names: an image, or an index of several
record SignedImage(RegistryRepository repository, StoredManifest subject) {

  /// @param one whether it has to be one image, so that of an index that for this machine is taken
  static SignedImage open(Surroundings surroundings, Invocation invocation, boolean one)
      throws IOException, InterruptedException, Failure {
    String reference =
        invocation.argument("an image in a registry, such as registry.example.org/shop:1.4");
    refuseOffline(invocation);
    Platform platform = platform(invocation.value("--platform"));
    Platform here = surroundings.platform();
    ImageRequest request = ImageRequest.parse(reference, here, false, surroundings.limits());
    if (request.scheme() != null && request.scheme() != ImageRequest.Scheme.REGISTRY) {
      throw Failure.usage(
          "signatures lie beside an image in its registry; push the image, and name it as"
              + " registry.example.org/shop:1.4");
    }
    RegistryRepository repository =
        surroundings
            .network()
            .repository(
                request.rest(),
                surroundings.limits(),
                surroundings.userHome(),
                surroundings.clock(),
                invocation.values("--insecure-registry"));
    Platform wanted = platform == null && one ? here : platform;
    StoredManifest subject = wanted == null ? repository.resolve() : repository.resolve(wanted);
    return new SignedImage(repository, subject);
  }

  static void refuseOffline(Invocation invocation) throws Failure {
    if (invocation.has("--offline")) {
      throw Failure.usage(
          invocation.command() + " needs the registry, and --offline forbids it; leave it out");
    }
  }

  private static @Nullable Platform platform(@Nullable String text) throws Failure {
    if (text == null) {
      return null;
    }
    try {
      return Platform.parse(text);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(ErrorLine.oneLine(String.valueOf(e.getMessage())));
    }
  }

  /// `registry.example.org/shop@sha256:…`.
  String name() {
    return repository.reference().registry()
        + "/"
        + repository.reference().repository()
        + "@"
        + subject.digest();
  }
}
