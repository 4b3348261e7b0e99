package dev.drydock.catalog.r;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.catalog.TreeDocumentCataloger;
import dev.drydock.limits.Limits;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds R packages in `packrat.lock` (packrat documentation, "Lockfile") that are not installed:
///
///     PackratFormat: 1.4
///     RVersion: 3.5.2
///
///     Package: dplyr
///     Source: CRAN
///     Version: 0.8.0
///     Requires: R6, assertthat
///
/// As of those of [RenvLockCataloger], only packages of CRAN, and none that is installed.
public final class PackratLockCataloger extends TreeDocumentCataloger {
  public PackratLockCataloger(Limits limits) {
    super("packrat-lock", limits, "packrat.lock");
  }

  @Override
  protected Reading reading(FileTree tree) {
    Set<String> installed = RPackages.installed(tree);
    return (document, out) -> report(document, installed, out);
  }

  /// Blank lines are between packages.
  private static void report(Document document, Set<String> installed, Discoveries out) {
    PackageGraph packages = document.packages(out);
    StringBuilder one = new StringBuilder();
    for (String line : (Iterable<String>) document.text().lines()::iterator) {
      if (line.isBlank()) {
        add(RPackages.fields(one.toString()), installed, document, packages);
        one.setLength(0);
      } else {
        one.append(line).append('\n');
      }
    }
    add(RPackages.fields(one.toString()), installed, document, packages);
    packages.finish();
  }

  private static void add(
      Map<String, String> fields, Set<String> installed, Document document, PackageGraph packages) {
    String name = fields.getOrDefault("package", "");
    String version = fields.getOrDefault("version", "");
    if (!RPackages.name(name)
        || !RPackages.version(version)
        || !fields.getOrDefault("source", "").equals("CRAN")
        || installed.contains(name)) {
      return;
    }
    packages.add(
        name,
        RPackages.component(
            "cran", name, version, List.of(), document.file(), document.evidence()));
    for (String need : fields.getOrDefault("requires", "").split(",", -1)) {
      packages.need(name, need.strip());
    }
  }
}
