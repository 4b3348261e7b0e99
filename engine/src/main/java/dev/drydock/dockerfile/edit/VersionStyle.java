package dev.drydock.dockerfile.edit;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How people pin the version of a package, and what a newer one looks like in the same style.
final class VersionStyle {
  private static final Set<String> ARCHITECTURES =
      Set.of("x86_64", "aarch64", "noarch", "i686", "i386", "ppc64le", "s390x", "armv7hl");

  private static final String SIGNS = "=~<>";

  private VersionStyle() {}

  /// Where the version begins in a word that names a package; -1 where the word names it without
  /// one, -2 where it names another.
  static int versionIn(String word, String name, PackageManager manager) {
    if (!word.startsWith(name)) {
      return -2;
    }
    String rest = word.substring(name.length());
    return switch (manager) {
      case APT -> {
        int equals = rest.indexOf('=');
        boolean named =
            rest.isEmpty() || rest.charAt(0) == ':' || rest.charAt(0) == '/' || equals == 0;
        yield !named ? -2 : equals < 0 ? -1 : name.length() + equals + 1;
      }
      case APK, ZYPPER -> behindSign(rest, name.length());
      case PACMAN -> rest.isEmpty() ? -1 : -2;
      case DNF, MICRODNF, YUM, TDNF -> {
        if (rest.isEmpty() || rest.charAt(0) == '.' && ARCHITECTURES.contains(rest.substring(1))) {
          yield -1;
        }
        boolean version =
            rest.length() > 1
                && rest.charAt(0) == '-'
                && (Character.isDigit(rest.charAt(1)) && rest.indexOf('.') > 0
                    || rest.charAt(1) == '$');
        yield version ? name.length() + 1 : -2;
      }
    };
  }

  /// `=1.2`, `~1.2`, `<1.2`, `@edge=1.2` of the repository `edge`; `>1.2` pins nothing that an
  /// upgrade would have to change, but `><` stands before the hash of a package.
  private static int behindSign(String rest, int start) {
    int at = 0;
    if (rest.startsWith("@")) {
      while (at < rest.length() && SIGNS.indexOf(rest.charAt(at)) < 0) {
        at++;
      }
    }
    if (at == rest.length() || rest.charAt(at) == '>' && !rest.startsWith("><", at)) {
      return -1;
    }
    int signs = at;
    while (signs < rest.length() && SIGNS.indexOf(rest.charAt(signs)) >= 0) {
      signs++;
    }
    return signs == at ? -2 : start + signs;
  }

  /// What a newer version looks like where the old one is pinned as it is.
  ///
  /// @param sign before the old version: `=`, `~`, `~=`, …
  /// @return `null` where the pin allows the new version as it is
  static @Nullable String renewed(String old, String sign, String version, PackageManager manager) {
    int star = old.indexOf('*');
    if (star >= 0) {
      String prefix = old.substring(0, star);
      return version.startsWith(prefix) ? null : sameParts(prefix, version) + "*";
    }
    if (sign.contains("~")) {
      return isWithin(version, old) ? null : sameParts(old, version);
    }
    String renewed =
        switch (manager) {
          case APT, APK, PACMAN -> version;
          case ZYPPER, DNF, MICRODNF, YUM, TDNF -> likeRpm(old, version);
        };
    return renewed.equals(old) ? null : renewed;
  }

  /// `~3.2` allows `3.2.9` and not `3.21`.
  private static boolean isWithin(String version, String prefix) {
    return version.startsWith(prefix)
        && (version.length() == prefix.length()
            || !Character.isDigit(version.charAt(prefix.length())));
  }

  /// As much of the version as the old prefix is of the old one, counted in its parts.
  private static String sameParts(String prefix, String version) {
    int dots = (int) prefix.chars().filter(c -> c == '.').count();
    boolean behindDot = prefix.endsWith(".");
    int at = -1;
    for (int i = 0; i < dots; i++) {
      int next = version.indexOf('.', at + 1);
      if (next < 0) {
        return version;
      }
      at = next;
    }
    if (behindDot) {
      return version.substring(0, at + 1);
    }
    int end = version.indexOf('.', at + 1);
    int dash = prefix.indexOf('-') < 0 ? version.indexOf('-', at + 1) : -1;
    int cut = end < 0 ? dash : dash < 0 ? end : Math.min(end, dash);
    return cut < 0 ? version : version.substring(0, cut);
  }

  /// Epoch, release and architecture only where the old one has them.
  private static String likeRpm(String old, String version) {
    String renewed = version;
    int lastDot = old.lastIndexOf('.');
    String architecture =
        lastDot >= 0 && ARCHITECTURES.contains(old.substring(lastDot + 1))
            ? old.substring(lastDot)
            : "";
    if (old.indexOf(':') < 0) {
      renewed = renewed.substring(renewed.indexOf(':') + 1);
    }
    if (old.indexOf('-') < 0 && renewed.indexOf('-') >= 0) {
      renewed = renewed.substring(0, renewed.indexOf('-'));
    }
    return renewed + architecture;
  }
}
