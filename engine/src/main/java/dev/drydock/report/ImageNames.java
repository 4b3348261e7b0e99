package dev.drydock.report;

import dev.drydock.bom.Bom;

/// Names of images that stay the same from build to build, so that services know again what they
/// were told before.
public final class ImageNames {
  private ImageNames() {}

  /// The reference without tag and digest, in letters that are safe in paths, markers and
  /// attributes: `registry:shop/app:1.4@sha256:…` as `registry-shop/app`.
  public static String lasting(Bom.Subject subject) {
    String reference = subject.reference();
    int digest = reference.indexOf('@');
    if (digest > 0) {
      reference = reference.substring(0, digest);
    }
    int colon = reference.lastIndexOf(':');
    boolean tag =
        colon > reference.lastIndexOf('/') && !reference.substring(colon).contains(".tar");
    boolean scheme = colon >= 0 && reference.indexOf(':') == colon && scheme(reference, colon);
    return plain(tag && !scheme ? reference.substring(0, colon) : reference);
  }

  /// Whether what stands before the colon says where the image lies, and is no name.
  private static boolean scheme(String reference, int colon) {
    return switch (reference.substring(0, colon)) {
      case "docker-archive",
          "oci-archive",
          "oci-dir",
          "rootfs",
          "dir",
          "docker",
          "podman",
          "containers-storage",
          "containerd",
          "sbom",
          "registry" ->
          true;
      default -> false;
    };
  }

  private static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < name.length() && plain.length() < 200; i++) {
      char c = name.charAt(i);
      boolean safe =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '.'
              || c == '_'
              || c == '/';
      if (safe) {
        plain.append(c);
      } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != '-') {
        plain.append('-');
      }
    }
    return plain.isEmpty() ? "image" : plain.toString();
  }
}
