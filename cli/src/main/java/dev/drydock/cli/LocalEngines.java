package dev.drydock.cli;

import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.daemon.DaemonAddress;
import dev.drydock.image.daemon.DaemonImages;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.image.source.ImageSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Docker and Podman on this machine, at the addresses where they listen unless the environment
/// names others.
final class LocalEngines implements ImageSources.Engines {
  private final Surroundings surroundings;
  private final Invocation invocation;

  LocalEngines(Surroundings surroundings, Invocation invocation) {
    this.surroundings = surroundings;
    this.invocation = invocation;
  }

  @Override
  public Image open(ImageRequest.Scheme scheme, String reference, ImageRequest request)
      throws IOException, InterruptedException {
    return (scheme == ImageRequest.Scheme.PODMAN ? podman() : docker()).open(reference, request);
  }

  @Override
  public Optional<Image> find(String reference, ImageRequest request)
      throws IOException, InterruptedException {
    Optional<Image> found = docker().find(reference, request);
    return found.isPresent() ? found : podman().find(reference, request);
  }

  private DaemonImages docker() throws IOException {
    return engine("Docker", "DOCKER_HOST", "docker.sock", List.of(Path.of("/var/run/docker.sock")));
  }

  private DaemonImages podman() throws IOException {
    return engine(
        "Podman",
        "CONTAINER_HOST",
        "podman/podman.sock",
        List.of(Path.of("/run/podman/podman.sock")));
  }

  /// @param own the socket of an engine that runs without root, in the user's run-time directory
  private DaemonImages engine(String title, String variable, String own, List<Path> system)
      throws IOException {
    List<DaemonAddress> addresses = new ArrayList<>();
    Map<String, String> environment = surroundings.environment();
    String named = environment.get(variable);
    if (named != null && !named.isEmpty()) {
      addresses.add(address(named, variable));
    } else {
      String run = environment.get("XDG_RUNTIME_DIR");
      if (run != null && run.startsWith("/")) {
        addresses.add(DaemonAddress.of(Path.of(run).resolve(own)));
      }
      Path home = surroundings.userHome();
      if (home != null && title.equals("Docker")) {
        addresses.add(DaemonAddress.of(home.resolve(".docker/run/docker.sock")));
      }
      for (Path socket : system) {
        addresses.add(DaemonAddress.of(socket));
      }
    }
    return new DaemonImages(title, addresses, directory());
  }

  private static DaemonAddress address(String text, String variable) throws ImageException {
    try {
      return DaemonAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ImageException(
          ImageException.Kind.UNSUPPORTED,
          variable + ": " + ErrorLine.oneLine(String.valueOf(e.getMessage())),
          e);
    }
  }

  /// Where an image is put down while it is read: beside the other things that can be made again.
  private Path directory() throws IOException {
    @Nullable String chosen = invocation.value("--cache-dir");
    try {
      return surroundings.cacheDirectory(chosen).resolve("images");
    } catch (Failure e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
