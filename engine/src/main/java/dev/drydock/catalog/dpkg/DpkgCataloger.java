package dev.drydock.catalog.dpkg;

import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Installation;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileTree;
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

/// Reads dpkg's database: `var/lib/dpkg/status`, and the files below `var/lib/dpkg/status.d` that
/// images without a package manager have, one for each package.
///
/// A package's layer is the one that its list of files, `var/lib/dpkg/info/NAME.list`, came from:
/// dpkg writes that when it installs the package, and `status` whenever it installs any.
public final class DpkgCataloger implements TreeCataloger {
  private static final String DATABASE = "var/lib/dpkg/";
  private static final String STATUS = "var/lib/dpkg/status";
  private static final String STATUS_D = "var/lib/dpkg/status.d";

  /// Files that lie beside the packages' own below `status.d`. Names of packages have dots, too.
  private static final List<String> NOT_PACKAGES =
      List.of(
          ".md5sums",
          ".list",
          ".conffiles",
          ".preinst",
          ".postinst",
          ".prerm",
          ".postrm",
          ".config",
          ".templates",
          ".triggers",
          ".shlibs",
          ".symbols");

  private final Limits limits;

  public DpkgCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "dpkg";
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    if (path.endsWith(Copyrights.NAME)) {
      return path.startsWith(Copyrights.DIRECTORY);
    }
    if (path.endsWith(AutomaticPackages.NAME)) {
      return path.equals(AutomaticPackages.PATH);
    }
    return path.startsWith(DATABASE)
        && (path.startsWith("status", DATABASE.length())
            || (path.endsWith(".list") || path.endsWith(".md5sums"))
                && path.startsWith("info/", DATABASE.length()));
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws IOException, InterruptedException {
    List<LayerEntry> databases = databases(tree);
    if (databases.isEmpty()) {
      return;
    }
    Run run = new Run(tree, out, DistributionCataloger.read(tree).orElse(null));
    for (LayerEntry database : databases) {
      try {
        run.read(database);
      } catch (IOException e) {
        out.unreadable(database.path(), String.valueOf(e.getMessage()));
        if (run.full()) {
          return;
        }
      }
    }
    run.relations();
  }

  /// `status` may be a directory like `status.d` where somebody split it.
  private static List<LayerEntry> databases(FileTree tree) {
    List<LayerEntry> databases = new ArrayList<>();
    tree.file(STATUS).ifPresent(databases::add);
    for (String directory : List.of(STATUS, STATUS_D)) {
      for (LayerEntry file : tree.list(directory)) {
        if (!beside(file.path())) {
          databases.add(file);
        }
      }
    }
    return databases;
  }

  private static boolean beside(String path) {
    for (String ending : NOT_PACKAGES) {
      if (path.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /// One reading of one image.
  private final class Run {
    private final FileTree tree;
    private final Discoveries out;
    private final @Nullable Distribution distribution;
    private final OwnedFiles owned;
    private final Set<String> seen = new HashSet<>();
    private final Copyrights copyrights;
    private final InstalledGraph graph;
    private boolean full;

    Run(FileTree tree, Discoveries out, @Nullable Distribution distribution) {
      this.tree = tree;
      this.out = out;
      this.distribution = distribution;
      this.owned = new OwnedFiles(tree, limits);
      this.copyrights = new Copyrights(tree, limits, out);
      this.graph = new InstalledGraph(out);
    }

    /// Whether the limit of components has been reached.
    boolean full() {
      return full;
    }

    void read(LayerEntry database) throws IOException, InterruptedException {
      byte[] bytes = tree.content(database).bytes(limits.fileBytes(), database.path());
      ControlFile file = new ControlFile(bytes);
      List<ControlFile.Stanza> stanzas = new ArrayList<>();
      int unusable = 0;
      for (ControlFile.Stanza stanza = file.next(); stanza != null; stanza = file.next()) {
        if (stanza.vcpkg()) {
          out.unreadable(
              database.path(), "lists ports of vcpkg, not packages of a distribution; left out");
          return;
        }
        if (!stanza.installed()) {
          continue;
        }
        if (stanza.name().isEmpty() || stanza.version().isEmpty()) {
          unusable++;
        } else {
          stanzas.add(stanza);
        }
        if (seen.size() + stanzas.size() > limits.components()) {
          full = true;
          throw new LimitExceededException("components", database.path(), limits.components());
        }
      }
      InstallationReasons reasons = reasons(database, stanzas);
      for (ControlFile.Stanza stanza : stanzas) {
        add(stanza, database, reasons == null ? null : reasons.of(stanza));
      }
      if (unusable > 0) {
        out.unreadable(
            database.path(),
            (unusable == 1 ? "1 entry has" : unusable + " entries have")
                + " no name or no version; left out");
      }
    }

    /// Only of the database that apt works upon; `null` where what it knows cannot be read.
    private @Nullable InstallationReasons reasons(
        LayerEntry database, List<ControlFile.Stanza> stanzas) throws InterruptedException {
      if (!database.path().equals(STATUS)) {
        return null;
      }
      LayerEntry states = tree.file(AutomaticPackages.PATH).orElse(null);
      try {
        return InstallationReasons.of(
            stanzas,
            states == null
                ? AutomaticPackages.NONE
                : AutomaticPackages.read(
                    tree.content(states).bytes(limits.documentBytes(), states.path())));
      } catch (IOException e) {
        out.unreadable(AutomaticPackages.PATH, String.valueOf(e.getMessage()));
        return null;
      }
    }

    private void add(
        ControlFile.Stanza stanza, LayerEntry database, @Nullable Installation installation)
        throws IOException, InterruptedException {
      String key = stanza.name() + ' ' + stanza.version() + ' ' + stanza.architecture();
      if (!seen.add(key)) {
        return;
      }
      LayerEntry list = owned.list(database, stanza);
      List<String> paths = list == null ? List.of() : owned.read(list);
      LayerEntry telling = list == null || list.layer() > database.layer() ? database : list;
      Component component =
          new Component(
              stanza.name(),
              stanza.version(),
              purl(stanza),
              new Component.OsPackage(
                  new Component.Source(stanza.sourceName(), stanza.sourceVersion(), true),
                  stanza.architecture(),
                  stanza.maintainer(),
                  null,
                  installation),
              copyrights.licences(stanza.name()),
              List.of(new Component.Location(database.path(), telling.layer())),
              new Component.Evidence(name(), "installed database"));
      if (paths.isEmpty()) {
        out.add(component);
      } else {
        out.add(component, paths);
      }
      relate(component, stanza);
    }

    private void relate(Component component, ControlFile.Stanza stanza) {
      graph.add(stanza.name(), component);
      for (List<String> provided : Relationships.groups(stanza.provides())) {
        graph.provide(provided.getFirst(), component);
      }
      for (String field : List.of(stanza.preDepends(), stanza.depends())) {
        for (List<String> alternatives : Relationships.groups(field)) {
          graph.need(component, alternatives);
        }
      }
    }

    void relations() {
      graph.finish();
    }

    private Purl purl(ControlFile.Stanza stanza) {
      Map<String, String> qualifiers = new HashMap<>();
      qualifiers.put("arch", stanza.architecture());
      if (distribution != null) {
        qualifiers.put("distro", distribution.purlQualifier());
      }
      boolean otherVersion = !stanza.sourceVersion().equals(stanza.version());
      if (otherVersion) {
        qualifiers.put("upstream", stanza.sourceName() + '@' + stanza.sourceVersion());
      } else if (!stanza.sourceName().equals(stanza.name())) {
        qualifiers.put("upstream", stanza.sourceName());
      }
      String namespace = distribution == null ? null : distribution.id();
      return Purl.of("deb", namespace, stanza.name(), stanza.version(), qualifiers);
    }
  }
}
