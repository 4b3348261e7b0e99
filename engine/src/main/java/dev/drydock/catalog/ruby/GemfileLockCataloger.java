package dev.drydock.catalog.ruby;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.catalog.ruby.GemfileLock.Gem;
import dev.drydock.catalog.ruby.GemfileLock.Source;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds Ruby gems in Bundler's lock files.
///
/// Where most of the gems of a lock file are installed, the specifications of these are the truth,
/// and the lock file tells of other groups and platforms too. Then only what has no specification
/// counts: gems of the project itself, and those from repositories that are really there.
public final class GemfileLockCataloger implements TreeCataloger {
  private static final String NAME = "gemfile-lock";
  private static final String REPOSITORIES = "/bundler/gems/";

  private final Limits limits;

  public GemfileLockCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named("gemfile.lock", "gemfile.next.lock", "gems.locked");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String name = file.name();
    return file.size() > 0
        && (name.equals("Gemfile.lock")
            || name.equals("Gemfile.next.lock")
            || name.equals("gems.locked"));
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws InterruptedException {
    List<LayerEntry> files = tree.files(this);
    if (files.isEmpty()) {
      return;
    }
    Installed installed = Installed.in(tree);
    for (LayerEntry file : files) {
      if (installed.within(file.path())) {
        continue;
      }
      try {
        byte[] bytes = tree.content(file).bytes(limits.documentBytes(), file.path());
        GemfileLock lock = GemfileLock.parse(Document.text(bytes), file.path());
        report(lock, installed, file, out);
      } catch (IOException e) {
        out.unreadable(file.path(), String.valueOf(e.getMessage()));
      }
    }
  }

  private static void report(
      GemfileLock lock, Installed installed, LayerEntry file, Discoveries out) {
    Evidence evidence = new Evidence(NAME, file.name());
    boolean known = installed.most(lock);
    PackageGraph graph = new PackageGraph(file, evidence, out);
    Set<String> reported = new HashSet<>();
    for (Gem gem : lock.gems().values()) {
      boolean there =
          !known
              || gem.source() == Source.PATH
              || gem.source() == Source.PLUGIN
              || gem.source() == Source.GIT && installed.folders.contains(gem.folder());
      if (there && reported.add(gem.name())) {
        graph.add(
            gem.name(),
            Gems.component(gem.name(), gem.version(), gem.qualifiers(), List.of(), file, evidence));
        graph.needs(gem.name(), gem.needs());
      }
    }
    graph.finish();
  }

  /// What is installed, by the names of files alone.
  ///
  /// @param names of specifications: `rack-2.2.3`
  /// @param folders of gems from repositories: `own-027dbe2e5639`
  /// @param homes of gems, each with a trailing slash
  private record Installed(Set<String> names, Set<String> folders, Set<String> homes) {

    static Installed in(FileTree tree) {
      Installed installed = new Installed(new HashSet<>(), new HashSet<>(), new HashSet<>());
      tree.files(
          file -> {
            installed.add(file.path());
            return false;
          });
      return installed;
    }

    private void add(String path) {
      int repositories = path.indexOf(REPOSITORIES);
      if (repositories >= 0) {
        int from = repositories + REPOSITORIES.length();
        int end = path.indexOf('/', from);
        if (end > 0) {
          folders.add(path.substring(from, end));
        }
      } else if (path.endsWith(Gems.SPECIFICATION) && Gems.installed(path)) {
        int name = path.lastIndexOf('/') + 1;
        names.add(path.substring(name, path.length() - Gems.SPECIFICATION.length()));
        homes.add(path.substring(0, path.lastIndexOf(Gems.SPECIFICATIONS)));
      }
    }

    /// Whether a file lies in an installed gem, which may bring a lock file of its own.
    boolean within(String path) {
      if (path.contains(REPOSITORIES)) {
        return true;
      }
      int gems = path.indexOf("/gems/");
      while (gems >= 0) {
        if (homes.contains(path.substring(0, gems + 1))) {
          return true;
        }
        gems = path.indexOf("/gems/", gems + 1);
      }
      return false;
    }

    /// Whether at least half of the gems that a registry has are installed.
    boolean most(GemfileLock lock) {
      int all = 0;
      int there = 0;
      for (Gem gem : lock.gems().values()) {
        if (gem.source() == Source.GEM) {
          all++;
          boolean found = names.contains(gem.name() + "-" + gem.version());
          for (String name : gem.fullNames()) {
            found |= names.contains(name);
          }
          there += found ? 1 : 0;
        }
      }
      return all > 0 && there * 2 >= all;
    }
  }
}
