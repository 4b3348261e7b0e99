package dev.drydock.project.golang;

import dev.drydock.version.Version;
import dev.drydock.version.VersionScheme;
import dev.drydock.version.VersionSchemes;
import java.util.Optional;

/// Versions of modules and the major version that a module's path fixes ([Go Modules Reference,
/// "Major version suffixes"](https://go.dev/ref/mod#major-version-suffixes)).
final class ModuleVersion {
  private static final String INCOMPATIBLE = "+incompatible";
  private static final int LONGEST = 100;
  private static final VersionScheme SCHEME = VersionSchemes.of("golang").orElseThrow();

  private ModuleVersion() {}

  /// In the form of go.mod, `v1.2.3`; empty where it is no version.
  static Optional<String> of(String version) {
    String bare = version.startsWith("v") ? version.substring(1) : version;
    boolean written =
        !bare.isEmpty()
            && bare.length() <= LONGEST
            && bare.charAt(0) >= '0'
            && bare.charAt(0) <= '9'
            && bare.chars().allMatch(ModuleVersion::isTaken);
    if (!written || SCHEME.parse("v" + bare).isEmpty()) {
      return Optional.empty();
    }
    long dots =
        bare.chars().takeWhile(c -> c == '.' || c >= '0' && c <= '9').filter(c -> c == '.').count();
    boolean plain = bare.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    return plain
        ? Optional.of("v" + bare + ".0".repeat((int) Math.max(0, 2 - dots)))
        : Optional.of("v" + bare).filter(_ -> dots == 2);
  }

  private static boolean isTaken(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '.'
        || c == '-'
        || c == '+';
  }

  /// Whether the first is as new as the second.
  static boolean reaches(String version, String wanted) {
    Optional<Version> first = SCHEME.parse(version);
    Optional<Version> second = SCHEME.parse(wanted);
    return first.isPresent() && second.isPresent() && first.get().compareTo(second.get()) >= 0;
  }

  /// The version as the module at `path` has to write it; empty where that module has none of this
  /// major version.
  ///
  /// @param present the version that is required now; empty where none is
  static Optional<String> at(String path, String version, String present) {
    int major = major(version);
    int fixed = pathMajor(path);
    if (path.startsWith("gopkg.in/")) {
      return fixed < 0 || major == fixed ? Optional.of(version) : Optional.empty();
    }
    if (fixed >= 0) {
      return major == fixed ? Optional.of(version) : Optional.empty();
    }
    if (major < 2) {
      return Optional.of(version);
    }
    return version.endsWith(INCOMPATIBLE)
        ? Optional.of(version)
        : present.endsWith(INCOMPATIBLE) ? Optional.of(version + INCOMPATIBLE) : Optional.empty();
  }

  /// The path of the same module's other major version.
  static String otherPath(String path, String version) {
    if (path.startsWith("gopkg.in/")) {
      return path.substring(0, path.lastIndexOf(".v")) + ".v" + major(version);
    }
    String base = pathMajor(path) < 0 ? path : path.substring(0, path.lastIndexOf('/'));
    return major(version) < 2 ? base : base + "/v" + major(version);
  }

  private static int major(String version) {
    return number(version.substring(1, Math.max(1, version.indexOf('.'))));
  }

  /// 2 for `example.org/mod/v2`; -1 where the path fixes none.
  private static int pathMajor(String path) {
    int separator = path.lastIndexOf(path.startsWith("gopkg.in/") ? ".v" : "/v");
    return separator < 0 ? -1 : number(path.substring(separator + 2));
  }

  private static int number(String text) {
    return !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(text)
        : -1;
  }

  /// Of a path that may stand in a go.mod as it is.
  static boolean isPath(String path) {
    return !path.isEmpty()
        && path.length() <= 300
        && path.charAt(0) != '.'
        && path.charAt(0) != '/'
        && path.charAt(0) != '-'
        && !path.contains("//")
        && path.chars().allMatch(c -> isTaken(c) && c != '+' || c == '/' || c == '_' || c == '~');
  }
}
