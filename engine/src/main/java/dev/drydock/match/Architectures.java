package dev.drydock.match;

import java.util.List;

/// Whether an advisory speaks of an architecture; distributions name the same ones differently.
final class Architectures {
  private Architectures() {}

  /// @param affected empty where all are
  /// @param installed `""` where unknown: nothing can be excluded then
  static boolean fits(List<String> affected, String installed) {
    if (affected.isEmpty() || ofAll(installed)) {
      return true;
    }
    String name = common(installed);
    for (String one : affected) {
      if (ofAll(one) || common(one).equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean ofAll(String architecture) {
    return switch (architecture) {
      case "", "noarch", "all", "any", "src", "source" -> true;
      default -> false;
    };
  }

  private static String common(String architecture) {
    return switch (architecture) {
      case "amd64" -> "x86_64";
      case "arm64" -> "aarch64";
      case "i386", "i486", "i586", "i686", "x86" -> "i386";
      case "ppc64el" -> "ppc64le";
      case "armhf", "armv7hl", "armv7" -> "armv7";
      default -> architecture;
    };
  }
}
