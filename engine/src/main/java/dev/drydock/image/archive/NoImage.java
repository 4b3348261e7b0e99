package dev.drydock.image.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Says what something looks like that is no image, and what to do.
final class NoImage {
  private NoImage() {}

  /// What a file is that starts with these bytes, where that is known and no image; else `null`.
  static @Nullable String kind(byte[] head, int length) {
    String start = new String(head, 0, length, StandardCharsets.ISO_8859_1);
    if (start.startsWith("PK\3\4")) {
      return "a zip or jar file";
    }
    if (start.startsWith("\177ELF")) {
      return "a Linux program";
    }
    if (start.startsWith("MZ")) {
      return "a Windows program";
    }
    if (start.startsWith("SQLite format 3")) {
      return "an SQLite database";
    }
    if (start.startsWith("hsqs")) {
      return "a squashfs file system";
    }
    if (start.startsWith("QFI\373")) {
      return "a disk of a virtual machine (qcow2)";
    }
    if (start.startsWith("BZh")) {
      return "compressed with bzip2, which no image is";
    }
    if (start.startsWith("!<arch>")) {
      return "a Debian package or an ar archive";
    }
    if (start.startsWith("\355\253\356\333")) {
      return "an rpm package";
    }
    String text = start.stripLeading();
    if (text.startsWith("{") || text.startsWith("[")) {
      return "a JSON document";
    }
    return text.startsWith("<") ? "an XML or HTML document" : null;
  }

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
