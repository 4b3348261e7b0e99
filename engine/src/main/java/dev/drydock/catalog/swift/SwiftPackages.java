package dev.drydock.catalog.swift;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.catalog.SourceAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How what lies in a repository becomes a component: named by the address, which is what the purl
/// type `swift` asks for.
final class SwiftPackages {
  private SwiftPackages() {}

  /// @param name as [#repository] has it, or another one; nothing is added where it is none
  /// @param location of the repository
  /// @param version `""` where it has none: then the revision says what it is
  static void add(
      PackageGraph packages,
      @Nullable String name,
      @Nullable String location,
      String version,
      @Nullable String revision) {
    if (name == null || name.isBlank() || name.endsWith("/")) {
      return;
    }
    int slash = name.lastIndexOf('/');
    Map<String, String> qualifiers =
        version.isEmpty() && slash > 0 && revision != null && location != null
            ? Map.of("vcs_url", SourceAddress.git(location, revision))
            : Map.of();
    packages.add(
        name,
        name,
        version,
        Purl.of(
            "swift",
            slash < 0 ? null : name.substring(0, slash),
            name.substring(slash + 1),
            version,
            qualifiers));
  }

  /// `github.com/apple/swift-syntax` of `https://github.com/apple/swift-syntax.git` and
  /// `git@github.com:apple/swift-syntax.git`; `null` where the address names no host.
  static @Nullable String repository(String location) {
    int scheme = location.indexOf("://");
    String rest = scheme < 0 ? location : location.substring(scheme + 3);
    int at = rest.indexOf('@');
    int slash = rest.indexOf('/');
    if (at >= 0 && (slash < 0 || at < slash)) {
      rest = rest.substring(at + 1);
    } else if (scheme < 0) {
      return null;
    }
    int colon = rest.indexOf(':');
    slash = rest.indexOf('/');
    if (colon > 0 && (slash < 0 || colon < slash)) {
      // a port where there is a scheme, else a path
      String after = rest.substring(colon + 1);
      int end = scheme < 0 || slash < 0 ? 0 : slash - colon - 1;
      rest = rest.substring(0, colon) + (end == 0 ? "/" : "") + after.substring(end);
    }
    while (rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    if (rest.endsWith(".git")) {
      rest = rest.substring(0, rest.length() - 4);
    }
    slash = rest.indexOf('/');
    return slash > 0 && !rest.endsWith("/") ? rest : null;
  }
}
