package dev.drydock.catalog.hex;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeDocumentCataloger;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;

/// Reads lock files of projects, but not those of the dependencies that Mix and Rebar fetched for a
/// project: these are given what the project's own lock file says.
///
/// Both put dependencies into `deps/NAME/` of the project, Rebar 3 into `_build/PROFILE/lib/NAME/`
/// and `_build/PROFILE/plugins/NAME/`. A folder named `deps` that does not lie in a project may
/// have projects of its own, so that the files beside it have to be known.
abstract class HexLockCataloger extends TreeDocumentCataloger {
  private static final List<String> OF_A_PROJECT =
      List.of("mix.exs", "mix.lock", "rebar.config", "rebar.lock");

  /// @param file the name of the lock files
  HexLockCataloger(String name, String file, Limits limits) {
    super(name, limits, file);
  }

  @Override
  protected final Reading reading(FileTree tree) {
    return (document, out) -> {
      if (!ofDependency(document.path(), tree)) {
        read(document, out);
      }
    };
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
