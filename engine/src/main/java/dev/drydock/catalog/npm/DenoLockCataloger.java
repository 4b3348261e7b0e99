package dev.drydock.catalog.npm;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds what a `deno.lock` has: packages of JSR, npm packages, and modules that are imported by an
/// address with a version in it. Of npm packages the `node_modules` beside is the truth where there
/// is one, as it is for the lock files of npm.
public final class DenoLockCataloger implements TreeCataloger {
  private static final String NAME = "deno-lock";
  private static final String FILE = "deno.lock";

  private final Limits limits;
  private final JsonReader json;

  public DenoLockCataloger(Limits limits) {
    this.limits = limits;
    this.json = new JsonReader(limits);
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
    return file.size() > 0
        && file.name().equals(FILE)
        && !NpmLocks.foreign(NpmLocks.folder(file.path()));
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws InterruptedException {
    List<LayerEntry> files = new ArrayList<>(tree.files(this));
    if (files.isEmpty()) {
      return;
    }
    Set<String> installed = NpmLocks.foldersWithInstalled(tree);
    for (LayerEntry file : files) {
      try {
        byte[] document = tree.content(file).bytes(limits.documentBytes(), file.path());
        LockFile lock = DenoLock.read(json.read(document, file.path()));
        if (installed.contains(NpmLocks.folder(file.path()))) {
          lock = lock.without("npm");
        }
        NpmLocks.report(lock, file, NAME, out);
      } catch (IOException e) {
        out.unreadable(file.path(), String.valueOf(e.getMessage()));
      }
    }
  }
}
