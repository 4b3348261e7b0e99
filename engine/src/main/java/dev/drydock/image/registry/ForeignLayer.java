package dev.drydock.image.registry;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Layer;
import dev.drydock.image.Warnings;
import dev.drydock.image.layer.StreamLayer;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A layer that the registry need not have, since its licence forbids to hand it on: looked for in
/// the registry, then at the addresses that its descriptor names. Where nobody has it, it is left
/// out with a warning.
final class ForeignLayer implements Layer {
  private static final int MOST_ADDRESSES = 5;

  private final RegistryClient client;
  private final Description description;
  private final Descriptor descriptor;
  private final String what;
  private final Limits limits;
  private final Warnings warnings;

  ForeignLayer(
      RegistryClient client,
      Description description,
      Descriptor descriptor,
      String what,
      Limits limits,
      Warnings warnings) {
    this.client = client;
    this.description = description;
    this.descriptor = descriptor;
    this.what = what;
    this.limits = limits;
    this.warnings = warnings;
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public void walk(Visitor visitor) throws IOException, InterruptedException {
    InputStream found = find();
    if (found == null) {
      warnings.accept(
          what
              + " skipped, so its packages are not in the result: it is not in the registry (its"
              + " licence keeps it out), and none of its "
              + descriptor.urls().size()
              + " other addresses gave it");
      return;
    }
    try (found) {
      new StreamLayer(
              description, () -> found, descriptor.digest(), descriptor.size(), limits, warnings)
          .walk(visitor);
    }
  }

  private @Nullable InputStream find() throws IOException, InterruptedException {
    try {
      return client.open(descriptor, what);
    } catch (ImageException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
    }
    int tried = 0;
    for (String url : descriptor.urls()) {
      if (tried++ == MOST_ADDRESSES) {
        break;
      }
      try {
        URI address = URI.create(url);
        if (isWeb(address)) {
          return client.openElsewhere(address, descriptor, what);
        }
      } catch (IllegalArgumentException | IOException _) {
        // the next one may do
      }
    }
    return null;
  }

  private static boolean isWeb(URI address) {
    return ("https".equalsIgnoreCase(address.getScheme())
            || "http".equalsIgnoreCase(address.getScheme()))
        && address.getHost() != null
        && address.getRawUserInfo() == null;
  }
}
