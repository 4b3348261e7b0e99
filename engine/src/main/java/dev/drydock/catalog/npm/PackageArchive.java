package dev.drydock.catalog.npm;

import dev.drydock.catalog.SourceAddress;
import org.jspecify.annotations.Nullable;

/// The package that an archive has, by its address, where nothing else tells the version. As npm
/// itself takes it, the last part of the address is name and version:
///
///     https://registry.npmjs.org/@scope/name/-/name-1.2.3.tgz
///     https://host/any/folder/name-1.2.3.tgz
///     file:folder/name-1.2.3.tgz
///
/// In a registry, which the dash tells, the name stands before it; elsewhere it is the one by which
/// the package is asked for.
record PackageArchive(String name, String version) {
  private static final String SUFFIX = ".tgz";
  private static final String DASH = "/-/";

  /// @param name by which it is asked for, with its scope
  /// @return `null` where the address does not tell a version
  static @Nullable PackageArchive of(String name, String address) {
    String plain = SourceAddress.withoutQuery(address);
    String file = plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf(':')) + 1);
    int dash = plain.length() - file.length() - DASH.length();
    boolean inRegistry = plain.startsWith("http") && plain.startsWith(DASH, dash);
    String real = inRegistry ? last(plain.substring(0, dash)) : name;
    String start = real.substring(real.lastIndexOf('/') + 1) + "-";
    if (start.length() == 1
        || !file.startsWith(start)
        || !file.endsWith(SUFFIX)
        || file.length() < start.length() + SUFFIX.length()) {
      return null;
    }
    String version = file.substring(start.length(), file.length() - SUFFIX.length());
    return semantic(version) ? new PackageArchive(real, version) : null;
  }

  /// The version alone; `""` where the address does not tell one.
  static String version(String name, String address) {
    PackageArchive archive = of(name, address);
    return archive == null ? "" : archive.version();
  }

  /// Whether a local address is that of an archive, as npm tells it from that of a folder.
  static boolean named(String address) {
    return address.endsWith(SUFFIX) || address.endsWith(".tar.gz") || address.endsWith(".tar");
  }

  /// The name that an address ends in, with its scope.
  private static String last(String address) {
    String plain = address.replace("%2f", "/").replace("%2F", "/");
    int slash = plain.lastIndexOf('/');
    int scope = plain.lastIndexOf('/', slash - 1) + 1;
    boolean scoped = scope < slash && plain.charAt(scope) == '@';
    return plain.substring(scoped ? scope : slash + 1);
  }

  /// Whether it is three numbers, and what may follow `-` and `+` (Semantic Versioning 2.0.0).
  private static boolean semantic(String version) {
    int at = 0;
    for (int number = 0; number < 3; number++) {
      int from = at;
      while (at < version.length() && version.charAt(at) >= '0' && version.charAt(at) <= '9') {
        at++;
      }
      boolean dotted = at < version.length() && version.charAt(at) == '.';
      if (at == from || number < 2 && !dotted) {
        return false;
      }
      at += number < 2 ? 1 : 0;
    }
    if (at < version.length() && version.charAt(at) != '-' && version.charAt(at) != '+') {
      return false;
    }
    for (; at < version.length(); at++) {
      char c = version.charAt(at);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && "-+.".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
