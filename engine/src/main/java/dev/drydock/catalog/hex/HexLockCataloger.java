package dev.drydock.catalog.hex;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;

/// Reads lock files of projects, but not those of the dependencies that Mix and Rebar fetched for a
/// project: these are given what the project's own lock file says.
///
/// Both put dependencies into `deps/NAME/` of the project, Rebar 3 into `_build/PROFILE/lib/NAME/`
/// and `_build/PROFILE/plugins/NAME/`. A folder named `deps` that does not lie in a project may
/// have projects of its own, so that the files beside it have to be known.
abstract class HexLockCataloger implements TreeCataloger {
  private static final List<String> OF_A_PROJECT =
      List.of("mix.exs", "mix.lock", "rebar.config", "rebar.lock");

  private final String name;
  private final String file;
  private final Limits limits;

  /// @param file the name of the lock files, in lower case
  HexLockCataloger(String name, String file, Limits limits) {
    this.name = name;
    this.file = file;
    this.limits = limits;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final FileNames fileNames() {
    return FileNames.named(file);
  }

  @Override
  public final boolean wants(LayerEntry entry) {
    return entry.size() > 0 && entry.name().equals(file);
  }

  @Override
  public final void catalog(FileTree tree, Discoveries out) throws InterruptedException {
    for (LayerEntry lock : tree.files(this)) {
      if (ofDependency(lock.path(), tree)) {
        continue;
      }
      try {
        byte[] bytes = tree.content(lock).bytes(limits.documentBytes(), lock.path());
        read(new Document(name, lock, bytes, limits), out);
      } catch (IOException e) {
        out.unreadable(lock.path(), String.valueOf(e.getMessage()));
      }
    }
  }

  /// Reads one lock file.
  abstract void read(Document document, Discoveries out) throws IOException;

  private static boolean ofDependency(String path, FileTree tree) {
    List<String> parts = List.of(path.split("/", -1));
    int at = 0;
    for (int i = 0; i + 2 < parts.size(); i++) {
      String part = parts.get(i);
      boolean built =
          part.equals("_build")
              && i + 4 < parts.size()
              && (parts.get(i + 2).equals("lib") || parts.get(i + 2).equals("plugins"));
      if (built || part.equals("deps") && project(path.substring(0, at), tree)) {
        return true;
      }
      at += part.length() + 1;
    }
    return false;
  }

  /// @param folder `""`, or with a slash at its end
  private static boolean project(String folder, FileTree tree) {
    for (String one : OF_A_PROJECT) {
      if (tree.file(folder + one).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
