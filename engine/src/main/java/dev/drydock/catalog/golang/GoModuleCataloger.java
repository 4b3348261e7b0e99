package dev.drydock.catalog.golang;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.catalog.golang.GoModules.Module;
import dev.drydock.catalog.golang.GoWorkspaces.Workspace;
import dev.drydock.document.ByteOrderMark;
import dev.drydock.image.ImagePaths;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the Go modules that a source tree is built from: by `vendor/modules.txt` where it has its
/// modules with it, else by `go.mod`, for files of Go before 1.17 with what else `go.sum` names.
/// And the standard library, by the `toolchain` or the `go` that `go.mod` asks for. What `go.work`
/// replaces and has with it counts for the modules that it lists.
///
/// Not the project itself; not the files of modules in Go's module cache, whose requirements are
/// not what anything was built from, nor those of Go itself and of its tests.
public final class GoModuleCataloger implements TreeCataloger {
  private static final String NAME = "go-module";
  private static final String MOD = "go.mod";
  private static final String SUM = "go.sum";
  private static final String WORK = "go.work";
  private static final String VENDORED = "vendor/modules.txt";
  private static final String OF_WORKSPACE = "## workspace";

  private final Limits limits;

  public GoModuleCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named(MOD, SUM, WORK, "modules.txt");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    if (file.size() == 0
        || path.contains("pkg/mod/")
        || path.contains("/testdata/")
        || path.contains("node_modules/")) {
      return false;
    }
    boolean vendored = named(path, VENDORED);
    String folder = vendored ? folder(path, VENDORED) : path;
    boolean wanted = vendored || named(path, MOD) || named(path, SUM) || named(path, WORK);
    return wanted && !ImagePaths.leadsThrough(folder, "vendor/");
  }

  private static boolean named(String path, String file) {
    int before = path.length() - file.length() - 1;
    return path.endsWith(file) && (before < 0 || path.charAt(before) == '/');
  }

  private static String folder(String path, String file) {
    return path.substring(0, path.length() - file.length());
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws InterruptedException {
    List<LayerEntry> files = tree.files(this);
    GoWorkspaces workspaces = workspaces(tree, files, out);
    for (LayerEntry file : files) {
      try {
        if (named(file.path(), MOD)) {
          mod(tree, file, workspaces, out);
        } else if (named(file.path(), VENDORED)) {
          vendored(tree, file, out);
        }
      } catch (IOException e) {
        out.unreadable(file.path(), String.valueOf(e.getMessage()));
      }
    }
  }

  private GoWorkspaces workspaces(FileTree tree, List<LayerEntry> files, Discoveries out)
      throws InterruptedException {
    GoWorkspaces workspaces = new GoWorkspaces(limits);
    Map<String, String> modules = new HashMap<>();
    for (LayerEntry file : files) {
      if (named(file.path(), WORK)) {
        try {
          String folder = folder(file.path(), WORK);
          GoModFile work = GoModFile.parse(text(tree, file));
          Optional<LayerEntry> vendored = tree.file(folder + VENDORED);
          boolean whole =
              vendored.isPresent() && text(tree, vendored.orElseThrow()).startsWith(OF_WORKSPACE);
          List<String> members = workspaces.members(folder, work);
          Set<String> built = modules(tree, members, modules);
          workspaces.add(new Workspace(folder, work, members, built, whole));
        } catch (IOException e) {
          out.unreadable(file.path(), String.valueOf(e.getMessage()));
        }
      }
    }
    return workspaces;
  }

  /// What the modules in these folders call themselves.
  ///
  /// @param known those that were read, by folder
  private Set<String> modules(FileTree tree, List<String> folders, Map<String, String> known)
      throws InterruptedException {
    Set<String> modules = new HashSet<>();
    for (String folder : folders) {
      String module = known.get(folder);
      if (module == null) {
        module = module(tree, folder);
        known.put(folder, module);
      }
      modules.add(module);
    }
    return modules;
  }

  /// `""` where nothing tells.
  private String module(FileTree tree, String folder) throws InterruptedException {
    Optional<LayerEntry> file = tree.file(folder + MOD).filter(this::wants);
    try {
      return file.isPresent() ? GoModFile.parse(text(tree, file.get())).module() : "";
    } catch (IOException _) {
      return ""; // told where the file itself is read
    }
  }

  private void mod(FileTree tree, LayerEntry file, GoWorkspaces workspaces, Discoveries out)
      throws IOException, InterruptedException {
    GoModFile mod = GoModFile.parse(text(tree, file));
    if (ofGoItself(mod)) {
      return;
    }
    String folder = folder(file.path(), MOD);
    Workspace workspace = workspaces.of(folder);
    Set<Module> modules = new HashSet<>();
    if (tree.file(folder + VENDORED).isEmpty() && !workspace.vendored()) {
      required(mod, workspace, file, modules, out);
      Optional<LayerEntry> sums = mod.complete() ? Optional.empty() : tree.file(folder + SUM);
      if (sums.isPresent()) {
        summed(mod, workspace, tree, sums.orElseThrow(), modules, out);
      }
    }
    String standard = mod.standardVersion();
    if (!standard.isEmpty() && standard.charAt(0) >= '0' && standard.charAt(0) <= '9') {
      report(new Module(GoComponents.STANDARD_LIBRARY, standard), MOD, file, out);
    }
  }

  private static void required(
      GoModFile mod, Workspace workspace, LayerEntry file, Set<Module> modules, Discoveries out) {
    for (Module one : mod.required()) {
      Module built = workspace.replaced(one, mod);
      if (!mod.excluded().contains(one) && modules.add(built)) {
        report(built, MOD, file, out);
      }
    }
  }

  /// What `go.sum` has beyond what `go.mod` names.
  private void summed(
      GoModFile mod,
      Workspace workspace,
      FileTree tree,
      LayerEntry file,
      Set<Module> modules,
      Discoveries out)
      throws IOException, InterruptedException {
    Set<String> known = new HashSet<>();
    mod.required().forEach(one -> known.add(one.path()));
    mod.replacements().values().forEach(one -> known.add(one.path()));
    for (Module one : GoSumFile.parse(text(tree, file))) {
      Module built = workspace.replaced(one, mod);
      if (!known.contains(one.path()) && modules.add(built)) {
        report(built, SUM, file, out);
      }
    }
  }

  private void vendored(FileTree tree, LayerEntry file, Discoveries out)
      throws IOException, InterruptedException {
    Optional<LayerEntry> mod = tree.file(folder(file.path(), VENDORED) + MOD);
    if (mod.isPresent() && ofGoItself(GoModFile.parse(text(tree, mod.orElseThrow())))) {
      return;
    }
    List<Module> modules = VendoredModules.parse(text(tree, file));
    modules.forEach(one -> report(one, VENDORED, file, out));
  }

  private static boolean ofGoItself(GoModFile mod) {
    return mod.module().equals("std") || mod.module().equals("cmd");
  }

  private String text(FileTree tree, LayerEntry file) throws IOException, InterruptedException {
    return ByteOrderMark.text(tree.content(file).bytes(limits.documentBytes(), file.path()));
  }

  private static void report(Module module, String source, LayerEntry file, Discoveries out) {
    if (!module.path().isBlank() && module.path().length() < 1_000) {
      out.add(
          GoComponents.component(
              module.path(), module.version(), file, new Evidence(NAME, source)));
    }
  }
}
