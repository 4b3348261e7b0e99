package dev.drydock.catalog.golang;

import dev.drydock.catalog.golang.GoModules.Module;
import dev.drydock.image.ImagePaths;
import dev.drydock.limits.Limits;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Modules that are built together, by the `go.work` that lists their folders (Go Modules
/// Reference, "Workspaces"): its replacements count before those of each, and since Go 1.22 it has
/// one `vendor` folder for all of them.
final class GoWorkspaces {
  private static final Workspace NONE = new Workspace("", GoModFile.parse(""), false);

  private final Limits limits;
  private final Map<String, Workspace> byMember = new HashMap<>();

  /// @param folder that it is in, with a trailing slash, or `""`
  /// @param vendored whether the modules that it is built from lie beside it
  record Workspace(String folder, GoModFile file, boolean vendored) {

    /// What a build takes for a module that `mod` requires.
    Module replaced(Module wanted, GoModFile mod) {
      Module by = file.replacement(wanted);
      return by == null ? mod.replaced(wanted) : by;
    }
  }

  GoWorkspaces(Limits limits) {
    this.limits = limits;
  }

  /// A module that several list is of the deepest that is above it, which Go finds first.
  void add(Workspace workspace) {
    for (String used : workspace.file.used()) {
      String member = used.length() > limits.pathBytes() ? null : member(workspace.folder, used);
      if (member == null) {
        continue;
      }
      Workspace known = byMember.get(member);
      if (known == null || depth(known, member) < depth(workspace, member)) {
        byMember.put(member, workspace);
      }
    }
  }

  private static int depth(Workspace workspace, String member) {
    return member.startsWith(workspace.folder) ? workspace.folder.length() : -1;
  }

  private @Nullable String member(String folder, String used) {
    String path = used.startsWith("/") ? used : folder + used;
    String member = ImagePaths.resolve(path, true, _ -> null, limits);
    return member == null || member.isEmpty() ? member : member + "/";
  }

  /// The workspace of the module in `folder`; one that changes nothing where it is in none.
  ///
  /// @param folder with a trailing slash, or `""`
  Workspace of(String folder) {
    return byMember.getOrDefault(folder, NONE);
  }
}
