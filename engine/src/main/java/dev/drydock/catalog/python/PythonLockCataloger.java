package dev.drydock.catalog.python;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.catalog.conda.CondaFiles;
import dev.drydock.document.TomlReader;
import dev.drydock.document.YamlReader;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds Python distributions in lock files: `Pipfile.lock`, `poetry.lock`, `uv.lock` (and those of
/// single scripts), `pdm.lock`, `pylock.toml`, `pylock.NAME.toml`, and beside the packages of conda
/// in `pixi.lock`, `conda-lock.yml` and `environment.yml`.
///
/// What is installed counts more: [InstalledDistributions]. What only development needs is left
/// out. Environment markers are not judged, since nothing says by which interpreter.
public final class PythonLockCataloger implements TreeCataloger {
  private static final String NAME = "python-lock";
  private static final String PROJECT = "pyproject.toml";
  private static final Set<String> LOCKS =
      Set.of("pipfile.lock", "poetry.lock", "uv.lock", "pdm.lock", "pixi.lock");
  private static final FileNames FILES = FileNames.ending("lock", "toml", "yml", "yaml");

  private final Limits limits;

  public PythonLockCataloger(Limits limits) {
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
    String name = file.name();
    return (lock(name) || name.equals(PROJECT)) && file.size() > 0 && LockFiles.counts(file.path());
  }

  private static boolean lock(String name) {
    return LOCKS.contains(name.toLowerCase(Locale.ROOT))
        || name.endsWith(".py.lock")
        || pylock(name)
        || CondaFiles.condaLock(name)
        || CondaFiles.environment(name);
  }

  /// `pylock.toml`, or `pylock.NAME.toml` where the name has no dot.
  private static boolean pylock(String name) {
    return name.startsWith("pylock.")
        && name.endsWith(".toml")
        && (name.length() == "pylock.toml".length()
            || name.indexOf('.', "pylock.".length()) == name.length() - ".toml".length());
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws InterruptedException {
    List<LayerEntry> locks = new ArrayList<>();
    for (LayerEntry file : tree.files(this)) {
      if (!file.name().equals(PROJECT)) {
        locks.add(file);
      }
    }
    if (locks.isEmpty()) {
      return;
    }
    InstalledDistributions installed = InstalledDistributions.of(tree);
    for (LayerEntry file : locks) {
      try {
        LockFiles.report(installed.unanswered(read(tree, file)), NAME, file, out);
      } catch (IOException e) {
        out.unreadable(file.path(), String.valueOf(e.getMessage()));
      }
    }
  }

  private List<LockedDistribution> read(FileTree tree, LayerEntry file)
      throws IOException, InterruptedException {
    byte[] document = tree.content(file).bytes(limits.documentBytes(), file.path());
    String name = file.name().toLowerCase(Locale.ROOT);
    if (name.equals("pipfile.lock")) {
      return PipfileLock.of(new JsonReader(limits).read(document, file.path()));
    }
    if (name.equals("pixi.lock")) {
      return PixiLock.of(new YamlReader(limits).read(document, file.path()));
    }
    if (CondaFiles.condaLock(name)) {
      return CondaLock.of(new YamlReader(limits).read(document, file.path()));
    }
    if (CondaFiles.environment(name)) {
      return environment(document, file);
    }
    Json toml = new TomlReader(limits).read(document, file.path());
    return switch (name) {
      case "poetry.lock" -> PoetryLock.of(toml, project(tree, file));
      case "pdm.lock" -> PdmLock.of(toml, project(tree, file));
      default -> pylock(file.name()) ? PylockFile.of(toml) : UvLock.of(toml);
    };
  }

  private List<LockedDistribution> environment(byte[] document, LayerEntry file) {
    try {
      return CondaEnvironment.of(new YamlReader(limits).read(document, file.path()));
    } catch (IOException _) {
      return List.of(); // none of conda; or damaged, which the cataloger of its packages says
    }
  }

  /// The `pyproject.toml` beside; `null` where there is none, or none that says anything.
  private @Nullable ProjectFile project(FileTree tree, LayerEntry lock)
      throws InterruptedException {
    String path = lock.path().substring(0, lock.path().lastIndexOf('/') + 1) + PROJECT;
    LayerEntry file = tree.file(path).orElse(null);
    if (file == null) {
      return null;
    }
    try {
      byte[] document = tree.content(file).bytes(limits.documentBytes(), path);
      return ProjectFile.of(new TomlReader(limits).read(document, path));
    } catch (IOException _) {
      return null; // it only says what may be left out of the lock file
    }
  }
}
