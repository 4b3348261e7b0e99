package dev.drydock.match;

/// The number before the colon of an rpm version, which outweighs all that follows it.
final class Epochs {
  private Epochs() {}

  static String without(String version) {
    int colon = version.indexOf(':');
    for (int i = 0; i < colon; i++) {
      if (version.charAt(i) < '0' || version.charAt(i) > '9') {
        return version;
      }
    }
    return colon <= 0 ? version : version.substring(colon + 1);
  }
}
