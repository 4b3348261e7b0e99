package dev.drydock.origin.provenance;

/// An image that a build used: as a base, to copy from, or to run something in.
///
/// @param reference as people write it: `debian:11`, `ghcr.io/team/base:1`
/// @param digest of what the reference stood for then, which may be an index
public record BuildImage(String reference, String digest) {

  /// Whether a Dockerfile that names `other` means this one.
  public boolean isNamed(String other) {
    return plain(reference).equals(plain(other));
  }

  /// Whether it is one of a repository of Docker Hub.
  boolean isOf(String repository) {
    String plain = plain(reference);
    return plain.startsWith(repository + ":");
  }

  /// Name and tag without what may be left out, and without a digest.
  private static String plain(String reference) {
    int at = reference.indexOf('@');
    String plain = at < 0 ? reference : reference.substring(0, at);
    for (String start : new String[] {"index.docker.io/", "docker.io/", "library/"}) {
      plain = plain.startsWith(start) ? plain.substring(start.length()) : plain;
    }
    return plain.lastIndexOf(':') > plain.lastIndexOf('/') ? plain : plain + ":latest";
  }
}
