package dev.drydock.catalog.r;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
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
public final class RenvLockCataloger implements TreeCataloger {
  private static final String NAME = "renv-lock";
  private static final String FILE = "renv.lock";

  private final Limits limits;

  public RenvLockCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named(FILE);
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.name().equals(FILE) && file.size() > 0;
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws InterruptedException {
    List<LayerEntry> locks = tree.files(this);
    if (locks.isEmpty()) {
      return;
    }
    Set<String> installed = RPackages.installed(tree);
    for (LayerEntry file : locks) {
      try {
        byte[] document = tree.content(file).bytes(limits.documentBytes(), file.path());
        Json lock = new JsonReader(limits).read(document, file.path());
        report(lock.get("Packages").orElse(new Json.Null()).members(), installed, file, out);
      } catch (IOException e) {
        out.unreadable(file.path(), String.valueOf(e.getMessage()));
      }
    }
  }

  private static void report(
      Map<String, Json> packages, Set<String> installed, LayerEntry file, Discoveries out) {
    Evidence evidence = new Evidence(NAME, FILE);
    PackageGraph graph = new PackageGraph(file, evidence, out);
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
            name, RPackages.component("cran", name, version, licences(locked), file, evidence));
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
