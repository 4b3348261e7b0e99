package dev.drydock.catalog.homebrew;

import org.jspecify.annotations.Nullable;

/// The folder of an installed formula, `Cellar/NAME/VERSION` ([Homebrew's
/// terminology](https://docs.brew.sh/Formula-Cookbook#homebrew-terminology)).
///
/// @param version with Homebrew's revision of the formula, `1.2.3_1`
record Keg(String name, String version) {
  private static final String CELLAR = "Cellar/";

  /// The keg that `path` lies directly in, at `inside`; `null` where it is none.
  static @Nullable Keg of(String path, String inside) {
    if (!path.endsWith(inside)) {
      return null;
    }
    int end = path.length() - inside.length() - 1;
    int version = end < 0 ? -1 : path.lastIndexOf('/', end - 1);
    int name = version < 0 ? -1 : path.lastIndexOf('/', version - 1);
    int cellar = name + 1 - CELLAR.length();
    boolean keg =
        cellar >= 0
            && path.charAt(end) == '/'
            && path.startsWith(CELLAR, cellar)
            && (cellar == 0 || path.charAt(cellar - 1) == '/')
            && version > name + 1
            && end > version + 1;
    return keg
        ? new Keg(path.substring(name + 1, version), path.substring(version + 1, end))
        : null;
  }
}
