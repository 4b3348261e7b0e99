package dev.drydock.catalog.apk;

import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Installation;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.InstallLayer;
import dev.drydock.catalog.InstalledGraph;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.catalog.distribution.DistributionCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads apk's database of installed packages, `lib/apk/db/installed`, or
/// `usr/lib/apk/db/installed` where `lib` has been merged into `usr`: one file then, under two
/// names.
public final class ApkCataloger implements TreeCataloger {
  private static final List<String> DATABASES =
      List.of("lib/apk/db/installed", "usr/lib/apk/db/installed");
  private static final String WORLD = "etc/apk/world";

  private final Limits limits;

  public ApkCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "apk";
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named("installed", "world");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.path().equals(WORLD)
        || file.path().endsWith("/installed") && DATABASES.contains(file.path());
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws IOException, InterruptedException {
    Distribution distribution = null;
    Set<String> read = new HashSet<>();
    Set<String> seen = new HashSet<>();
    InstalledGraph graph = new InstalledGraph(out);
    for (String path : DATABASES) {
      LayerEntry database = tree.file(path).orElse(null);
      if (database == null || !read.add(database.path())) {
        continue;
      }
      if (distribution == null) {
        distribution = DistributionCataloger.read(tree).orElse(null);
      }
      read(tree, database, distribution, seen, graph, out);
    }
    graph.finish();
  }

  private void read(
      FileTree tree,
      LayerEntry file,
      @Nullable Distribution distribution,
      Set<String> seen,
      InstalledGraph graph,
      Discoveries out)
      throws IOException, InterruptedException {
    byte[] bytes = tree.content(file).bytes(limits.fileBytes(), file.path());
    InstalledDatabase database = new InstalledDatabase(bytes);
    List<InstalledDatabase.Installed> packages = new ArrayList<>();
    boolean full = false;
    for (var next = database.next(); next != null && !full; next = database.next()) {
      if (seen.add(next.name() + ' ' + next.version() + ' ' + next.architecture())) {
        full = seen.size() > limits.components();
        if (!full) {
          packages.add(next);
        }
      }
    }
    InstallationReasons reasons = reasons(tree, packages, out);
    for (InstalledDatabase.Installed next : packages) {
      Component component =
          component(
              next,
              file.path(),
              InstallLayer.of(tree, file, next.samples()),
              distribution,
              reasons == null ? null : reasons.of(next));
      if (next.claimable().isEmpty()) {
        out.add(component);
      } else {
        out.add(component, next.claimable());
      }
      graph.add(next.name(), component);
      for (String provided : next.provided()) {
        graph.provide(provided, component);
      }
      for (String need : next.needs()) {
        graph.need(component, List.of(need));
      }
    }
    if (full) {
      throw new LimitExceededException("components", file.path(), limits.components());
    }
    if (database.unusable() > 0) {
      out.unreadable(
          file.path(),
          (database.unusable() == 1 ? "1 entry has" : database.unusable() + " entries have")
              + " no name or no version; left out");
    }
  }

  /// `null` where nobody knows.
  private @Nullable InstallationReasons reasons(
      FileTree tree, List<InstalledDatabase.Installed> packages, Discoveries out)
      throws InterruptedException {
    LayerEntry world = tree.file(WORLD).orElse(null);
    if (world == null) {
      return null;
    }
    try {
      return InstallationReasons.of(
          packages, tree.content(world).bytes(limits.documentBytes(), world.path()));
    } catch (IOException e) {
      out.unreadable(WORLD, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private Component component(
      InstalledDatabase.Installed installed,
      String path,
      int layer,
      @Nullable Distribution distribution,
      @Nullable Installation installation) {
    Map<String, String> qualifiers = new HashMap<>();
    qualifiers.put("arch", installed.architecture());
    if (distribution != null) {
      qualifiers.put("distro", distribution.purlQualifier());
    }
    if (!installed.origin().equals(installed.name())) {
      qualifiers.put("upstream", installed.origin());
    }
    String namespace = distribution == null ? "alpine" : distribution.id();
    return new Component(
        installed.name(),
        installed.version(),
        Purl.of("apk", namespace, installed.name(), installed.version(), qualifiers),
        new Component.OsPackage(
            new Component.Source(installed.origin(), installed.version(), true),
            installed.architecture(),
            installed.maintainer(),
            null,
            installation),
        installed.licence().isEmpty() ? List.of() : List.of(installed.licence()),
        List.of(new Component.Location(path, layer)),
        new Component.Evidence(name(), "installed database"));
  }
}
