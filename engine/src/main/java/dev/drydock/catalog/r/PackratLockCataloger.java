package dev.drydock.catalog.r;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
public final class PackratLockCataloger implements TreeCataloger {
  private static final String NAME = "packrat-lock";
  private static final String FILE = "packrat.lock";

  private final Limits limits;

  public PackratLockCataloger(Limits limits) {
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
        report(new String(document, StandardCharsets.UTF_8), installed, file, out);
      } catch (IOException e) {
        out.unreadable(file.path(), String.valueOf(e.getMessage()));
      }
    }
  }

  /// Blank lines are between packages.
  private static void report(String text, Set<String> installed, LayerEntry file, Discoveries out) {
    PackageGraph packages = new PackageGraph(file, new Evidence(NAME, FILE), out);
    StringBuilder one = new StringBuilder();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (line.isBlank()) {
        add(RPackages.fields(one.toString()), installed, file, packages);
        one.setLength(0);
      } else {
        one.append(line).append('\n');
      }
    }
    add(RPackages.fields(one.toString()), installed, file, packages);
    packages.finish();
  }

  private static void add(
      Map<String, String> fields, Set<String> installed, LayerEntry file, PackageGraph packages) {
    String name = fields.getOrDefault("package", "");
    String version = fields.getOrDefault("version", "");
    if (!RPackages.name(name)
        || !RPackages.version(version)
        || !fields.getOrDefault("source", "").equals("CRAN")
        || installed.contains(name)) {
      return;
    }
    Evidence evidence = new Evidence(NAME, FILE);
    packages.add(name, RPackages.component("cran", name, version, List.of(), file, evidence));
    for (String need : fields.getOrDefault("requires", "").split(",", -1)) {
      packages.need(name, need.strip());
    }
  }
}
