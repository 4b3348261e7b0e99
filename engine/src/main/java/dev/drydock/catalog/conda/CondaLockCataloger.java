package dev.drydock.catalog.conda;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.catalog.TreeDocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Finds packages of conda that files pin, and that are not installed: `pixi.lock`,
/// `conda-lock.yml`, the lists of archives that conda calls explicit, `conda-linux-64.lock` or
/// `conda.lock`, and what `environment.yml` has in one version only.
///
/// One that is installed anywhere, by its record in `conda-meta`, counts in that version. Packages
/// of other systems than Linux are left out, and of several builds of one version the first counts.
/// What pip installs beside them is Python's: `python-lock`.
public final class CondaLockCataloger extends TreeDocumentCataloger {
  private static final String RECORDS = "conda-meta/";
  private static final String RECORD = ".json";

  public CondaLockCataloger(Limits limits) {
    super("conda-lock", limits, CondaLock.FILES.toArray(String[]::new));
  }

  @Override
  public boolean wants(LayerEntry file) {
    return super.wants(file)
        && (!CondaFiles.environment(file.name()) || EnvironmentFile.counts(file.path()));
  }

  @Override
  protected Reading reading(FileTree tree) {
    Set<String> installed = installed(tree);
    return (document, out) -> report(document, installed, out);
  }

  /// The names of packages with a record, `conda-meta/NAME-VERSION-BUILD.json`.
  private static Set<String> installed(FileTree tree) {
    Set<String> names = new HashSet<>();
    tree.files(
        file -> {
          String path = file.path();
          int name = path.lastIndexOf('/') + 1;
          if (path.endsWith(RECORD) && path.startsWith(RECORDS, name - RECORDS.length())) {
            int build = path.lastIndexOf('-');
            int version = path.lastIndexOf('-', build - 1);
            if (version > name) {
              names.add(path.substring(name, version));
            }
          }
          return false;
        });
    return names;
  }

  private static void report(Document document, Set<String> installed, Discoveries out)
      throws IOException {
    PackageGraph graph = document.packages(out);
    Set<String> known = new HashSet<>();
    for (LockedPackage locked : CondaLock.read(document)) {
      CondaRecord record = locked.record();
      if (!installed.contains(record.name()) && known.add(record.name() + " " + record.version())) {
        graph.add(record.name(), record.component(document, document.evidence()));
        graph.needs(record.name(), locked.needs());
      }
    }
    graph.finish();
  }
}
