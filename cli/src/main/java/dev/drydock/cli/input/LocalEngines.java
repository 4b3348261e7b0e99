package dev.drydock.cli.input;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.daemon.ContainerEngine;
import dev.drydock.image.daemon.DaemonAddress;
import dev.drydock.image.daemon.DaemonImages;
import dev.drydock.image.source.Candidate;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.image.source.ImageSources;
import dev.drydock.image.storage.ContainerdImages;
import dev.drydock.image.storage.ContainersStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Docker and Podman on this machine, at the addresses where they listen unless the environment
/// names others.
final class LocalEngines implements ImageSources.Engines {
  /// So Podman and Buildah call images that are from no registry.
  private static final String BUILT_HERE = "localhost/";

  private final Surroundings surroundings;
  private final Invocation invocation;

  LocalEngines(Surroundings surroundings, Invocation invocation) {
    this.surroundings = surroundings;
    this.invocation = invocation;
  }

  @Override
  public Image open(ImageRequest.Scheme scheme, String reference, ImageRequest request)
      throws IOException, InterruptedException {
    return switch (scheme) {
      case PODMAN -> podman().open(reference, request);
      case CONTAINERS_STORAGE -> new ContainersStorage(storages()).open(reference, request);
      case CONTAINERD -> containerd().open(reference, request);
      default -> docker().open(reference, request);
    };
  }

  @Override
  public List<Candidate> platforms(
      ImageRequest.Scheme scheme, String reference, ImageRequest request)
      throws IOException, InterruptedException {
    return scheme == ImageRequest.Scheme.CONTAINERD
        ? containerd().platforms(reference, request)
        : ImageSources.Engines.super.platforms(scheme, reference, request);
  }

  private List<Path> storages() throws IOException {
    return new ContainerStores(
            surroundings.environment(), surroundings.userHome(), surroundings.limits())
        .roots();
  }

  /// Where containerd keeps its things: by itself, in Docker, in small distributions of Kubernetes,
  /// and without root.
  private ContainerdImages containerd() {
    List<Path> roots = new ArrayList<>();
    roots.add(Path.of("/var/lib/containerd"));
    roots.add(Path.of("/var/lib/docker/containerd/daemon"));
    roots.add(Path.of("/var/lib/rancher/k3s/agent/containerd"));
    roots.add(Path.of("/var/lib/rancher/rke2/agent/containerd"));
    roots.add(Path.of("/var/snap/microk8s/common/var/lib/containerd"));
    addData("containerd", roots);
    String namespace = surroundings.environment().get("CONTAINERD_NAMESPACE");
    return new ContainerdImages(roots, namespace == null || namespace.isEmpty() ? null : namespace);
  }

  /// A directory of programs that run without root, among the user's data.
  private void addData(String name, List<Path> directories) {
    String data = surroundings.environment().get("XDG_DATA_HOME");
    Path home = surroundings.userHome();
    if (data != null && data.startsWith("/")) {
      directories.add(Path.of(data).resolve(name));
    } else if (home != null) {
      directories.add(home.resolve(".local/share").resolve(name));
    }
  }

  @Override
  public Optional<Image> find(String reference, ImageRequest request)
      throws IOException, InterruptedException {
    Optional<Image> found = docker().find(reference, request);
    if (found.isEmpty()) {
      found = podman().find(reference, request);
    }
    return found.isEmpty() && reference.startsWith(BUILT_HERE) ? stored(reference, request) : found;
  }

  /// What Buildah built, which has no daemon to be asked.
  private Optional<Image> stored(String reference, ImageRequest request)
      throws IOException, InterruptedException {
    try {
      return Optional.of(new ContainersStorage(storages()).open(reference, request));
    } catch (ImageException e) {
      if (e.kind() == ImageException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private DaemonImages docker() throws IOException {
    List<Path> sockets = new ArrayList<>();
    addRunTime("docker.sock", sockets);
    Path home = surroundings.userHome();
    if (home != null) {
      sockets.add(home.resolve(".docker/run/docker.sock"));
    }
    sockets.add(Path.of("/var/run/docker.sock"));
    return engine(ContainerEngine.DOCKER, sockets);
  }

  private DaemonImages podman() throws IOException {
    List<Path> sockets = new ArrayList<>();
    addRunTime("podman/podman.sock", sockets);
    sockets.add(Path.of("/run/podman/podman.sock"));
    return engine(ContainerEngine.PODMAN, sockets);
  }

  /// The socket of an engine that runs without root, in the user's run-time directory.
  private void addRunTime(String socket, List<Path> sockets) {
    String run = surroundings.environment().get("XDG_RUNTIME_DIR");
    if (run != null && run.startsWith("/")) {
      sockets.add(Path.of(run).resolve(socket));
    }
  }

  /// @param sockets where it listens unless the environment names another place
  private DaemonImages engine(ContainerEngine engine, List<Path> sockets) throws IOException {
    String named = surroundings.environment().get(engine.variable());
    List<DaemonAddress> addresses = new ArrayList<>();
    if (named != null && !named.isEmpty()) {
      addresses.add(address(named, engine.variable()));
    } else {
      for (Path socket : sockets) {
        addresses.add(DaemonAddress.of(socket));
      }
    }
    return new DaemonImages(engine, addresses, directory());
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
    String chosen = invocation.value("--cache-dir");
    try {
      return surroundings.cacheDirectory(chosen).resolve("images");
    } catch (Failure e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
