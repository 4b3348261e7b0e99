package dev.drydock.dockerfile.edit;

import org.jspecify.annotations.Nullable;

/// A reference of an image in its parts, `registry/name:tag@digest`.
///
/// @param repository everything before tag and digest
record ImageName(String repository, @Nullable String tag, @Nullable String digest) {

  static ImageName of(String reference) {
    int at = reference.indexOf('@');
    String name = at < 0 ? reference : reference.substring(0, at);
    int colon = name.lastIndexOf(':');
    boolean tagged = colon > name.lastIndexOf('/');
    return new ImageName(
        tagged ? name.substring(0, colon) : name,
        tagged ? name.substring(colon + 1) : null,
        at < 0 ? null : reference.substring(at + 1));
  }

  /// Whether it can be written into a Dockerfile as it is.
  static boolean isPlain(String reference) {
    ImageName name = of(reference);
    return isPlain(name.repository, "._-/:")
        && !name.repository.endsWith("/")
        && (name.tag == null || isPlain(name.tag, "._-"))
        && (name.digest == null || isDigest(name.digest));
  }

  static boolean isDigest(String digest) {
    int colon = digest.indexOf(':');
    return colon > 0
        && digest.length() - colon > 32
        && isPlain(digest.substring(0, colon), "+._-")
        && isPlain(digest.substring(colon + 1), "");
  }

  private static boolean isPlain(String part, String signs) {
    return !part.isEmpty()
        && (isAlphanumeric(part.charAt(0)) || part.charAt(0) == '_')
        && part.chars().allMatch(c -> isAlphanumeric(c) || signs.indexOf(c) >= 0);
  }

  private static boolean isAlphanumeric(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  /// Whether both are the same repository, however much of Docker Hub's name is written.
  boolean sameRepository(ImageName other) {
    return whole(repository).equals(whole(other.repository));
  }

  private static String whole(String repository) {
    String name = repository;
    for (String hub : new String[] {"docker.io/", "index.docker.io/"}) {
      if (name.startsWith(hub)) {
        name = name.substring(hub.length());
        return name.startsWith("library/") ? name.substring("library/".length()) : name;
      }
    }
    return name;
  }

  ImageName withRepository(String other) {
    return new ImageName(other, tag, digest);
  }

  @Override
  public String toString() {
    return repository + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
  }
}
