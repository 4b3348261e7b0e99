package dev.drydock.image.archive;

import dev.drydock.image.Breadth;
import dev.drydock.image.Image;
import dev.drydock.image.manifest.Descriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A directory of blobs by their digests as in an OCI image layout, but for the index, which is
/// kept elsewhere. Of an index it may hold some platforms only.
public final class ContentStore {
  private ContentStore() {}

  /// @param blobs the directory that has `blobs/sha256`
  /// @param name of the image, for messages
  /// @param target what the name stands for
  public static Image open(Path blobs, String name, Descriptor target, ArchiveRequest request)
      throws IOException, InterruptedException {
    DirectoryMembers members = new DirectoryMembers(blobs);
    boolean opened = false;
    try {
      Image image = layout(members, name, target, request).open();
      opened = true;
      return image;
    } finally {
      if (!opened) {
        members.close();
      }
    }
  }

  /// One request for each platform that is there.
  public static List<ArchiveRequest> platforms(
      Path blobs, String name, Descriptor target, ArchiveRequest request)
      throws IOException, InterruptedException {
    try (DirectoryMembers members = new DirectoryMembers(blobs)) {
      return layout(members, name, target, request).all(new Breadth(true, false));
    }
  }

  private static OciLayout layout(
      DirectoryMembers members, String name, Descriptor target, ArchiveRequest request) {
    return new OciLayout(members, request, name, target);
  }
}
