package dev.drydock.catalog.golang;

import dev.drydock.catalog.golang.GoModules.Module;
import dev.drydock.image.ImagePaths;
import dev.drydock.limits.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Modules that are built together, by the `go.work` that lists their folders (Go Modules
/// Reference, "Workspaces"): where one requires another, that folder is built, whatever version it
/// asks for; the replacements of the workspace count before those of each; and since Go 1.22 it has
/// one `vendor` folder for all of them.
final class GoWorkspaces {
  private static final Workspace NONE =
      new Workspace("", GoModFile.parse(""), List.of(), Set.of(), false);

  private final Limits limits;
  private final Map<String, Workspace> byMember = new HashMap<>();

  /// @param folder that it is in, with a trailing slash, or `""`
  /// @param members the folders that it lists, likewise
  /// @param modules what those call themselves
  /// @param vendored whether the modules that it is built from lie beside it
  record Workspace(
      String folder, GoModFile file, List<String> members, Set<String> modules, boolean vendored) {

    Workspace {
      members = List.copyOf(members);
      modules = Set.copyOf(modules);
    }

    /// What a build takes for a module that `mod` requires: a member is a folder, which has no
    /// version.
    Module replaced(Module wanted, GoModFile mod) {
      if (modules.contains(wanted.path())) {
        return new Module(wanted.path(), "");
      }
      Module by = file.replacement(wanted);
      return by == null ? mod.replaced(wanted) : by;
    }
  }

  GoWorkspaces(Limits limits) {
    this.limits = limits;
  }

  /// A module that several list is of the deepest that is above it, which Go finds first.
  void add(Workspace workspace) {
    for (String member : workspace.members) {
      Workspace known = byMember.get(member);
      if (known == null || depth(known, member) < depth(workspace, member)) {
        byMember.put(member, workspace);
      }
    }
  }

  /// The folders that a `go.work` lists, each with a trailing slash, or `""`.
  ///
  /// @param folder that it is in, likewise
  List<String> members(String folder, GoModFile work) {
    List<String> members = new ArrayList<>();
    for (String used : work.used()) {
      String member = used.length() > limits.pathBytes() ? null : member(folder, used);
      if (member != null) {
        members.add(member);
      }
    }
    return members;
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
