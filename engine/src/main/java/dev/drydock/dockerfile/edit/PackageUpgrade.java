package dev.drydock.dockerfile.edit;

/// A package of the operating system that is to be newer.
///
/// @param name of the binary package, as its manager takes it
/// @param version that it is to have at least, as the distribution writes it
public record PackageUpgrade(String name, String version) {

  /// Whether both can stand in a command as they are: they come from data that anyone may have
  /// written.
  boolean isPlain() {
    return isPlainName(name) && isPlain(version, "+._-:~^");
  }

  /// Whether a package can be named in a command as it is.
  static boolean isPlainName(String name) {
    return isPlain(name, "+._-");
  }

  private static boolean isPlain(String text, String signs) {
    return !text.isEmpty()
        && isAlphanumeric(text.charAt(0))
        && text.chars().allMatch(c -> isAlphanumeric(c) || signs.indexOf(c) >= 0);
  }

  private static boolean isAlphanumeric(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
