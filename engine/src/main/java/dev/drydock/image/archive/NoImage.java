package dev.drydock.image.archive;

import java.io.IOException;

/// Says what something looks like that is no image, and what to do.
final class NoImage {
  private NoImage() {}

  /// Of a tar that is said to be a docker archive.
  static String withoutManifest(Members members, ArchiveRequest request) throws IOException {
    if (members.find(OciLayout.INDEX) != null) {
      return request.what() + " is an OCI archive; write oci-archive:" + request.path();
    }
    if (members.find("repositories") != null) {
      return request.what()
          + " was saved by a Docker of before 1.10 or is not whole: it has no manifest.json; load it"
          + " and save it again";
    }
    return request.what() + " is not a docker archive: it has no manifest.json; " + SAVE;
  }

  /// Of a tar of anything.
  static String tar(Members members, ArchiveRequest request, int entries) throws IOException {
    if (members.find("repositories") != null) {
      return withoutManifest(members, request);
    }
    if (entries == 0) {
      return request.what() + " is an empty tar; " + SAVE;
    }
    return request.what()
        + " is a tar, but neither a saved image nor a root file system; "
        + SAVE
        + ", or write rootfs:"
        + request.path()
        + " if it is a layer";
  }

  static final String SAVE = "make one with docker save or skopeo copy";
}
