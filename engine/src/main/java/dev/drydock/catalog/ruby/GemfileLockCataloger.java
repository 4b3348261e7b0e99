package dev.drydock.catalog.ruby;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.catalog.TreeDocumentCataloger;
import dev.drydock.catalog.ruby.GemfileLock.Gem;
import dev.drydock.catalog.ruby.GemfileLock.Source;
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
public final class GemfileLockCataloger extends TreeDocumentCataloger {
  private static final String REPOSITORIES = "/bundler/gems/";

  public GemfileLockCataloger(Limits limits) {
    super("gemfile-lock", limits, "Gemfile.lock", "Gemfile.next.lock", "gems.locked");
  }

  @Override
  protected Reading reading(FileTree tree) {
    Installed installed = Installed.in(tree);
    return (document, out) -> {
      if (!installed.within(document.path())) {
        report(document, installed, out);
      }
    };
  }

  private static void report(Document document, Installed installed, Discoveries out)
      throws IOException {
    GemfileLock lock = GemfileLock.parse(document.text(), document.path());
    boolean known = installed.most(lock);
    PackageGraph graph = document.packages(out);
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
            Gems.component(
                gem.name(),
                gem.version(),
                gem.qualifiers(),
                List.of(),
                document.file(),
                document.evidence()));
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
