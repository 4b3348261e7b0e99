package dev.drydock.catalog.r;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.catalog.TreeDocumentCataloger;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Finds R packages in `renv.lock` (renv documentation, "Lockfiles") that are not installed:
///
///     {"R": {"Version": "4.1.0"}, "Packages": {"BH": {"Package": "BH", "Version": "1.75.0-0",
///       "Source": "Repository", "Repository": "CRAN", "Requirements": ["R"]}}}
///
/// Only those of CRAN and its mirrors: what comes from Bioconductor, GitHub or a folder is not the
/// package that CRAN has by that name. A package that is installed anywhere, by its `DESCRIPTION`,
/// counts in that version.
public final class RenvLockCataloger extends TreeDocumentCataloger {
  public RenvLockCataloger(Limits limits) {
    super("renv-lock", limits, "renv.lock");
  }

  @Override
  protected Reading reading(FileTree tree) {
    Set<String> installed = RPackages.installed(tree);
    return (document, out) -> report(document, installed, out);
  }

  private static void report(Document document, Set<String> installed, Discoveries out)
      throws IOException {
    PackageGraph graph = document.packages(out);
    Map<String, Json> packages = document.json().get("Packages").orElse(new Json.Null()).members();
    for (Map.Entry<String, Json> entry : packages.entrySet()) {
      Json locked = entry.getValue();
      String name =
          String.valueOf(locked.get("Package").flatMap(Json::text).orElse(entry.getKey()));
      String version = locked.get("Version").flatMap(Json::text).orElse("");
      if (RPackages.name(name)
          && RPackages.version(version)
          && ofCran(locked)
          && !installed.contains(name)) {
        graph.add(
            name,
            RPackages.component(
                "cran", name, version, licences(locked), document.file(), document.evidence()));
        graph.needs(name, needs(locked));
      }
    }
    graph.finish();
  }

  private static boolean ofCran(Json locked) {
    String source = locked.get("Source").flatMap(Json::text).orElse("");
    String repository = locked.get("Repository").flatMap(Json::text).orElse("");
    return (source.equals("Repository") || source.equals("CRAN"))
        && !repository.isEmpty()
        && !repository.toLowerCase(Locale.ROOT).startsWith("bioc");
  }

  private static List<String> licences(Json locked) {
    return locked.get("License").flatMap(Json::text).map(List::of).orElse(List.of());
  }

  /// `Requirements` are names; since renv 1.1 the fields of the `DESCRIPTION` stand there instead:
  /// `"Imports": ["cli (>= 3.4.0)"]`.
  private static List<String> needs(Json locked) {
    List<String> needs = new ArrayList<>();
    for (String field : List.of("Requirements", "Depends", "Imports", "LinkingTo")) {
      for (String need : locked.texts(field)) {
        int end = 0;
        while (end < need.length()
            && (Character.isLetterOrDigit(need.charAt(end)) || need.charAt(end) == '.')) {
          end++;
        }
        needs.add(need.substring(0, end));
      }
    }
    return needs;
  }
}
