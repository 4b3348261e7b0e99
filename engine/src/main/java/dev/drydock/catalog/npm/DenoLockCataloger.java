package dev.drydock.catalog.npm;

import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeDocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.util.Set;

/// Finds what a `deno.lock` has: packages of JSR, npm packages, and modules that are imported by an
/// address with a version in it. Of npm packages the `node_modules` beside is the truth where there
/// is one, as it is for the lock files of npm.
public final class DenoLockCataloger extends TreeDocumentCataloger {
  private static final String NAME = "deno-lock";

  public DenoLockCataloger(Limits limits) {
    super(NAME, limits, "deno.lock");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return super.wants(file) && !NpmLocks.foreign(NpmLocks.folder(file.path()));
  }

  @Override
  protected Reading reading(FileTree tree) {
    Set<String> installed = NpmLocks.foldersWithInstalled(tree);
    return (document, out) -> {
      LockFile lock = DenoLock.read(document.json());
      boolean there = installed.contains(NpmLocks.folder(document.path()));
      NpmLocks.report(there ? lock.without("npm") : lock, document.file(), NAME, out);
    };
  }
}
