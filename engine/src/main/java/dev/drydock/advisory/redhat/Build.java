package dev.drydock.advisory.redhat;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A package of a product, as Red Hat's documents write it: `curl-0:7.76.1-26.el9_3.2.x86_64`, of a
/// module `nodejs:18/nodejs`, or the name alone.
///
/// @param name of the package
/// @param module `nodejs:18`; `null` where it belongs to none
/// @param version `[epoch:]version-release`; `null` where any is meant
/// @param architecture `""` where unknown
record Build(String name, @Nullable String module, @Nullable String version, String architecture) {
  private static final Set<String> ARCHITECTURES =
      Set.of(
          "x86_64", "aarch64", "ppc64le", "ppc64", "ppc", "s390x", "s390", "i386", "i486", "i586",
          "i686", "ia64", "noarch", "src", "armv7hl", "riscv64");

  /// Whether it is installed anywhere: sources are not, and symbols for debuggers hold no code.
  boolean counts() {
    return !architecture.equals("src")
        && !name.endsWith("-debuginfo")
        && !name.endsWith("-debugsource")
        && !name.endsWith(".src");
  }

  /// @param module that the document tells of elsewhere
  static Build of(String text, @Nullable String module) {
    // newer documents append the module: curl-0:1-1.x86_64::web:1
    int suffix = text.indexOf("::");
    String told = suffix < 0 ? module : firstTwo(text.substring(suffix + 2));
    String rest = suffix < 0 ? text : text.substring(0, suffix);
    int slash = rest.indexOf('/');
    if (slash > 0 && rest.indexOf(':') > 0 && rest.indexOf(':') < slash) {
      return new Build(rest.substring(slash + 1), firstTwo(rest.substring(0, slash)), null, "");
    }
    int dot = rest.lastIndexOf('.');
    String architecture = dot < 0 ? "" : rest.substring(dot + 1);
    if (!ARCHITECTURES.contains(architecture)) {
      return new Build(rest, told, null, "");
    }
    String nevr = rest.substring(0, dot);
    int release = nevr.lastIndexOf('-');
    int version = release < 0 ? -1 : nevr.lastIndexOf('-', release - 1);
    if (version <= 0) {
      return new Build(nevr, told, null, architecture);
    }
    String full = nevr.substring(version + 1);
    return new Build(
        nevr.substring(0, version),
        told,
        full.startsWith("0:") ? full.substring(2) : full,
        architecture);
  }

  /// `nodejs:18` of `nodejs:18:8090020231019152822:a75119d5`.
  static String firstTwo(String module) {
    int first = module.indexOf(':');
    int second = first < 0 ? -1 : module.indexOf(':', first + 1);
    return second < 0 ? module : module.substring(0, second);
  }

  /// The name under which advisories are looked up: with the stream for packages of a module.
  String key() {
    return module == null ? name : module + "/" + name;
  }
}
