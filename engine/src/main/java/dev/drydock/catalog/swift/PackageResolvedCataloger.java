package dev.drydock.catalog.swift;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.image.ImagePaths;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the packages in a `Package.resolved` of versions 1 to 3 (Swift Package Manager
/// documentation, "Resolving versions"):
///
///     {"pins": [{"identity": "swift-syntax", "kind": "remoteSourceControl",
///       "location": "https://github.com/apple/swift-syntax.git",
///       "state": {"revision": "6488…", "version": "509.1.1"}}], "version": 3}
///
/// Version 1 says `{"object": {"pins": [{"package": …, "repositoryURL": …, "state": …}]}}`. A
/// package is named by the address of its repository, `github.com/apple/swift-syntax`. One that
/// follows a branch has no version, unless the branch is called like one.
///
/// Not those that lie in the checkout of a package: what the project resolved counts for it too.
public final class PackageResolvedCataloger extends DocumentCataloger {
  public PackageResolvedCataloger(Limits limits) {
    super("swift-package-resolved", limits, "Package.resolved");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return super.wants(file)
        && !ImagePaths.leadsThrough(file.path(), ".build/checkouts/")
        && !ImagePaths.leadsThrough(file.path(), "SourcePackages/checkouts/");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Json lock = document.json();
    PackageGraph packages = document.packages(out);
    List<Json> first = lock.get("object").map(object -> object.items("pins")).orElse(List.of());
    for (Json pin : first) {
      add(pin.text("package"), pin.text("repositoryURL"), pin, packages);
    }
    for (Json pin : lock.items("pins")) {
      String identity = pin.text("identity");
      if ("registry".equals(pin.text("kind"))) {
        addOfRegistry(identity, pin, packages);
      } else {
        add(identity, pin.text("location"), pin, packages);
      }
    }
  }

  private static void add(
      @Nullable String identity, @Nullable String location, Json pin, PackageGraph packages) {
    String name = location == null ? null : SwiftPackages.repository(location);
    Json state = pin.get("state").orElse(new Json.Null());
    // without a name in the address it is a repository on the disk of who built it
    SwiftPackages.add(
        packages, name == null ? identity : name, location, version(state), state.text("revision"));
  }

  /// A registry names packages `scope.name`.
  private static void addOfRegistry(@Nullable String identity, Json pin, PackageGraph packages) {
    if (identity == null || identity.isBlank()) {
      return;
    }
    int dot = identity.indexOf('.');
    boolean scoped = dot > 0 && dot + 1 < identity.length();
    String version = version(pin.get("state").orElse(new Json.Null()));
    packages.add(
        identity,
        identity,
        version,
        Purl.of(
            "swift",
            scoped ? identity.substring(0, dot) : null,
            scoped ? identity.substring(dot + 1) : identity,
            version));
  }

  private static String version(Json state) {
    String version = state.text("version");
    if (version != null) {
      return version;
    }
    String branch = state.text("branch");
    return branch != null && versionLike(branch) ? branch : "";
  }

  /// Whether this is `1.2` or `1.2.3`.
  private static boolean versionLike(String branch) {
    int dots = 0;
    for (int i = 0; i < branch.length(); i++) {
      char c = branch.charAt(i);
      boolean dot = c == '.' && i > 0 && i + 1 < branch.length() && branch.charAt(i - 1) != '.';
      if (!dot && (c < '0' || c > '9')) {
        return false;
      }
      dots += dot ? 1 : 0;
    }
    return dots == 1 || dots == 2;
  }
}
