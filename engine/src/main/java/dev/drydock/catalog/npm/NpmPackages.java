package dev.drydock.catalog.npm;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.image.LayerEntry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What all npm catalogers share: how a package becomes a component, and where installed packages
/// lie.
final class NpmPackages {
  static final String MODULES = "node_modules/";

  private NpmPackages() {}

  /// @param name with its scope: `@scope/name`
  /// @param vcs `git+https://…@commit` where it comes from a repository
  static Purl purl(String name, String version, @Nullable String vcs) {
    int slash = name.startsWith("@") ? name.indexOf('/') : -1;
    boolean scoped = slash > 1 && slash + 1 < name.length();
    return Purl.of(
        "npm",
        scoped ? name.substring(0, slash) : null,
        scoped ? name.substring(slash + 1) : name,
        version,
        vcs == null ? Map.of() : Map.of("vcs_url", vcs));
  }

  static Component component(
      String name,
      String version,
      Purl purl,
      List<String> licences,
      LayerEntry file,
      Evidence evidence) {
    return new Component(
        name,
        version,
        purl,
        null,
        licences,
        List.of(new Location(file.path(), file.layer())),
        evidence);
  }

  /// Whether npm would take this name, of whatever age the package is: `name` or `@scope/name`, of
  /// characters that need no escape in an address (npm documentation, "package.json").
  static boolean named(String name) {
    int slash = name.startsWith("@") ? name.indexOf('/') : -1;
    return slash < 0
        ? plain(name, 0, name.length())
        : plain(name, 1, slash) && plain(name, slash + 1, name.length());
  }

  private static boolean plain(String name, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && "-_.!~*'()".indexOf(c) < 0) {
        return false;
      }
    }
    return from < to && name.charAt(from) != '.';
  }

  /// Whether a `package.json` is that of an installed package, right below a `node_modules`, and
  /// not one of the many that lie deeper within packages: test data, and stubs that name an entry
  /// point.
  static boolean installed(String path) {
    int modules = modules(path);
    if (modules < 0) {
      return false;
    }
    int slash = path.indexOf('/', modules);
    if (slash > modules && path.charAt(modules) == '@') {
      slash = path.indexOf('/', slash + 1);
    }
    return slash > modules && path.indexOf('/', slash + 1) < 0;
  }

  /// Where the path goes on after its last folder `node_modules`; -1 where it has none.
  static int modules(String path) {
    int at = path.lastIndexOf(MODULES);
    while (at > 0 && path.charAt(at - 1) != '/') {
      at = path.lastIndexOf(MODULES, at - 1);
    }
    return at < 0 ? -1 : at + MODULES.length();
  }
}
