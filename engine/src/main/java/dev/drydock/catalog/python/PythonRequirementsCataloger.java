package dev.drydock.catalog.python;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.util.List;
import java.util.Set;

/// Finds Python distributions in requirements files: `*requirements*.txt`, `requirements/*.txt`,
/// `requirements.lock`, `requirements.pip`, and what these include.
///
/// Only exact pins count: of `keyring >= 4.1.1` nobody knows which version would be installed. What
/// is installed counts more: [InstalledDistributions]. Files whose names say that they are for
/// development, tests or documentation count only where another includes them.
public final class PythonRequirementsCataloger implements TreeCataloger {
  static final String NAME = "python-requirements";

  private static final FileNames FILES =
      new FileNames(Set.of("requirements.lock", "requirements.pip"), Set.of("txt"));

  private final Limits limits;

  public PythonRequirementsCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FILES;
  }

  @Override
  public boolean wants(LayerEntry file) {
    return RequirementsSet.named(file.path())
        && file.size() > 0
        && file.size() <= RequirementsSet.MOST_BYTES
        && LockFiles.counts(file.path());
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws InterruptedException {
    List<LayerEntry> files = tree.files(this);
    if (!files.isEmpty()) {
      new RequirementsSet(tree, files, limits, out).report();
    }
  }
}
