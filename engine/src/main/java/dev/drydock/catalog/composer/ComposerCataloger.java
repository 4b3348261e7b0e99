package dev.drydock.catalog.composer;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.ImagePaths;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds PHP packages that Composer installed, by its `vendor/composer/installed.json`; where there
/// is none, those that a `composer.lock` locks.
///
/// Installed packages count whatever they were installed for: they are there. Of locked ones those
/// that only development needs are left out. Lock files below a `vendor` are how other people's
/// packages were developed, not what is in the image.
public final class ComposerCataloger implements TreeCataloger {
  private static final String NAME = "composer";
  private static final String INSTALLED = "installed.json";
  private static final String INSTALLED_IN = "composer/";
  private static final String LOCK = "composer.lock";
  private static final String VENDOR = "vendor/";

  private final Limits limits;
  private final JsonReader reader;

  public ComposerCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new JsonReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named(INSTALLED, LOCK);
  }

  @Override
  public boolean wants(LayerEntry file) {
    String folder = folder(file.path());
    return file.size() > 0
        && switch (file.name()) {
          case INSTALLED -> folder.equals(INSTALLED_IN) || folder.endsWith("/" + INSTALLED_IN);
          case LOCK -> !ImagePaths.leadsThrough(folder, VENDOR);
          default -> false;
        };
  }

  /// With a trailing slash; `""` for the root.
  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws InterruptedException {
    List<LayerEntry> locks = new ArrayList<>();
    Set<String> installed = new HashSet<>();
    for (LayerEntry file : tree.files(this)) {
      if (file.name().equals(LOCK)) {
        locks.add(file);
      } else {
        installed.add(folder(file.path()));
        catalog(tree, file, out);
      }
    }
    for (LayerEntry lock : locks) {
      if (!installed.contains(folder(lock.path()) + VENDOR + INSTALLED_IN)) {
        catalog(tree, lock, out);
      }
    }
  }

  private void catalog(FileTree tree, LayerEntry file, Discoveries out)
      throws InterruptedException {
    try {
      byte[] document = tree.content(file).bytes(limits.documentBytes(), file.path());
      Json root = reader.read(document, file.path());
      // Composer 1 wrote installed packages as an array
      List<Json> packages = root instanceof Json.Array ? root.items() : root.items("packages");
      if (packages.isEmpty() && root.get("packages").isEmpty() && !(root instanceof Json.Array)) {
        throw new IOException(file.path() + " has no packages, as Composer writes them");
      }
      new ComposerPackages(file, NAME).report(packages, out);
    } catch (IOException e) {
      out.unreadable(file.path(), String.valueOf(e.getMessage()));
    }
  }
}
