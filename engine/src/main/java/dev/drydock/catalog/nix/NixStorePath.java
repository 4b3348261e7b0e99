package dev.drydock.catalog.nix;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The name of a path in a Nix store, `HASH-NAME-VERSION[-OUTPUT]` ([store
/// path](https://nix.dev/manual/nix/latest/store/store-path)).
///
/// Name and version are told apart as Nix does: the version is all after the first hyphen that no
/// letter follows (`builtins.parseDrvName`).
///
/// @param output which part of the package it is: `bin`, `dev`; `""` for the main one
record NixStorePath(String name, String version, String output) {
  private static final int HASH = 32;

  /// Nix's alphabet of base 32 has no e, o, u and t.
  private static final String ALPHABET = "0123456789abcdfghijklmnpqrsvwxyz";

  private static final int LONGEST = 300;

  /// The outputs that nixpkgs has names for.
  private static final Set<String> OUTPUTS =
      Set.of(
          "bin",
          "data",
          "debug",
          "dev",
          "devdoc",
          "dist",
          "doc",
          "info",
          "lib",
          "libdev",
          "libgcc",
          "libstdcxx",
          "man",
          "modules",
          "out",
          "py",
          "static",
          "terminfo",
          "tools",
          "unwrapped",
          "wrapped");

  /// Sources and patches lie in the store beside packages.
  private static final Set<String> SOURCES =
      Set.of("source", "src", "patch", "drv", "patched", "vendor", "go-modules", "npm-deps");

  /// `null` where it is no package with a version.
  static @Nullable NixStorePath parse(String path) {
    if (path.length() <= HASH + 1 || path.length() > LONGEST || path.charAt(HASH) != '-') {
      return null;
    }
    for (int i = 0; i < HASH; i++) {
      if (ALPHABET.indexOf(path.charAt(i)) < 0) {
        return null;
      }
    }
    int hyphen = beforeVersion(path, HASH + 1);
    if (hyphen <= HASH + 1) {
      return null;
    }
    String version = path.substring(hyphen + 1);
    String output = "";
    int last = version.lastIndexOf('-');
    String ending = version.substring(last + 1);
    if (last > 0 && SOURCES.contains(ending)) {
      return null;
    }
    if (last > 0 && OUTPUTS.contains(ending)) {
      output = ending;
      version = version.substring(0, last);
    }
    return version.isEmpty() || !hasDigit(version)
        ? null
        : new NixStorePath(path.substring(HASH + 1, hyphen), version, output);
  }

  /// The hyphen that the version follows; -1 where there is none. A version of nixpkgs may also
  /// start with the word `unstable` and a date.
  private static int beforeVersion(String path, int from) {
    for (int at = path.indexOf('-', from); at >= 0; at = path.indexOf('-', at + 1)) {
      boolean letter = at + 1 < path.length() && Character.isLetter(path.charAt(at + 1));
      boolean unstable =
          path.startsWith("unstable-", at + 1)
              && at + 10 < path.length()
              && Character.isDigit(path.charAt(at + 10));
      if (at + 1 < path.length() && (!letter || unstable)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean hasDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }
}
