package dev.drydock.image.archive;

/// The forms in which an image is kept on a local disk.
public enum ArchiveFormat {
  /// what `docker save` writes
  DOCKER_ARCHIVE("docker-archive"),
  /// a tar of an OCI image layout
  OCI_ARCHIVE("oci-archive"),
  /// an OCI image layout
  OCI_DIRECTORY("oci-dir"),
  /// a tar of a root file system, or one layer
  ROOT_FILE_SYSTEM("rootfs"),
  /// an unpacked root file system
  DIRECTORY("dir");

  private final String scheme;

  ArchiveFormat(String scheme) {
    this.scheme = scheme;
  }

  /// The word before the colon in a user's request.
  public String scheme() {
    return scheme;
  }
}
