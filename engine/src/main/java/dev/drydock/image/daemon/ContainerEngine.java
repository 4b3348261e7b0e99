package dev.drydock.image.daemon;

/// A container engine whose images can be read.
public enum ContainerEngine {
  DOCKER("Docker", "DOCKER_HOST", "docker images"),
  PODMAN("Podman", "CONTAINER_HOST", "podman images");

  private final String title;
  private final String variable;
  private final String listing;

  ContainerEngine(String title, String variable, String listing) {
    this.title = title;
    this.variable = variable;
    this.listing = listing;
  }

  /// As people call it.
  public String title() {
    return title;
  }

  /// The environment variable that says where it listens.
  public String variable() {
    return variable;
  }

  /// The command that lists its images.
  String listing() {
    return listing;
  }
}
