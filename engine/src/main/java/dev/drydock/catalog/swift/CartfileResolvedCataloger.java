package dev.drydock.catalog.swift;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.image.ImagePaths;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the frameworks in a `Cartfile.resolved` ([Carthage
/// documentation](https://github.com/Carthage/Carthage/blob/master/Documentation/Artifacts.md)):
///
///     github "ReactiveCocoa/ReactiveSwift" "7.1.1"
///     git "https://git.example.org/desktop/own.git" "c0ffee0d4a9b3f2e1d6c5b4a39281706f5e4d3c2"
///     binary "https://example.org/release/framework.json" "2.3.1"
///
/// A framework is named by the address of its repository, as Swift's packages are: most are both.
/// One that is pinned to a commit has no version. A binary's address tells no name.
///
/// Not those that lie in the checkout of a framework: what the project resolved counts for it too.
public final class CartfileResolvedCataloger extends DocumentCataloger {
  public CartfileResolvedCataloger(Limits limits) {
    super("carthage-resolved", limits, "Cartfile.resolved");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return super.wants(file) && !ImagePaths.leadsThrough(file.path(), "Carthage/Checkouts/");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    PackageGraph packages = document.packages(out);
    for (String line : (Iterable<String>) document.text().lines()::iterator) {
      // origin, blank, place, blank, what it is pinned to
      List<String> parts = List.of(line.strip().split("\"", 6));
      if (parts.size() < 4) {
        continue;
      }
      String place = parts.get(1);
      String location =
          switch (parts.getFirst().strip()) {
            case "github" -> place.contains("://") ? place : "https://github.com/" + place;
            case "git" -> place;
            default -> null;
          };
      if (location != null) {
        add(location, parts.get(3), packages);
      }
    }
  }

  private static void add(String location, String pinned, PackageGraph packages) {
    String version = version(pinned);
    SwiftPackages.add(
        packages,
        SwiftPackages.repository(location),
        location,
        version == null ? "" : version,
        pinned);
  }

  /// `1.2.3` of the tags `1.2.3` and `v1.2.3`; `null` of commits and other tags.
  private static @Nullable String version(String pinned) {
    String version = pinned.startsWith("v") ? pinned.substring(1) : pinned;
    boolean number = !version.isEmpty() && version.charAt(0) >= '0' && version.charAt(0) <= '9';
    return number && version.indexOf('.') > 0 ? version : null;
  }
}
