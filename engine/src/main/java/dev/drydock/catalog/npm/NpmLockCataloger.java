package dev.drydock.catalog.npm;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Finds npm packages in lock files that no installed packages lie beside: with a `node_modules`
/// there, what is in it is the truth, and a lock file tells of what was left out too.
///
/// Of several in one folder one counts: `node_modules/.package-lock.json`, which npm writes as it
/// installs, then `npm-shrinkwrap.json`, then `package-lock.json`. Packages that only development
/// needs are left out: an image is no place to develop in.
public final class NpmLockCataloger implements TreeCataloger {
  private static final String NAME = "npm-lock";

  /// By precedence, the last one counting most.
  private static final List<String> FILES =
      List.of("package-lock.json", "npm-shrinkwrap.json", "node_modules/.package-lock.json");

  /// More than any real lock file has: their number times the depth of folders is work.
  private static final int MOST_DEPENDENCIES = 200_000;

  private final Limits limits;
  private final JsonReader reader;

  public NpmLockCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new JsonReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named("package-lock.json", "npm-shrinkwrap.json", ".package-lock.json");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.path().endsWith(".json") && file.size() > 0 && rank(file.path()) >= 0;
  }

  /// The place in [#FILES]; -1 for other files, those of installed packages among them.
  private static int rank(String path) {
    for (int i = FILES.size() - 1; i >= 0; i--) {
      String file = FILES.get(i);
      int from = path.length() - file.length();
      if (path.endsWith(file) && (from == 0 || path.charAt(from - 1) == '/')) {
        return NpmPackages.modules(path.substring(0, from)) < 0 ? i : -1;
      }
    }
    return -1;
  }

  private static String folder(String path) {
    return path.substring(0, path.length() - FILES.get(rank(path)).length());
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws InterruptedException {
    Map<String, LayerEntry> locks = new TreeMap<>();
    for (LayerEntry file : tree.files(this)) {
      locks.merge(folder(file.path()), file, (a, b) -> rank(a.path()) > rank(b.path()) ? a : b);
    }
    if (locks.isEmpty()) {
      return;
    }
    Set<String> installed = foldersWithInstalled(tree);
    for (Map.Entry<String, LayerEntry> lock : locks.entrySet()) {
      if (!installed.contains(lock.getKey())) {
        LayerEntry file = lock.getValue();
        try {
          read(tree, file, out);
        } catch (IOException e) {
          out.unreadable(file.path(), String.valueOf(e.getMessage()));
        }
      }
    }
  }

  /// The folders that have a `node_modules` with packages in it, with a trailing slash.
  private static Set<String> foldersWithInstalled(FileTree tree) {
    Set<String> folders = new HashSet<>();
    tree.files(
        file -> {
          String path = file.path();
          if (path.endsWith("/package.json") && NpmPackages.installed(path)) {
            int first = path.startsWith(NpmPackages.MODULES) ? 0 : path.indexOf("/node_modules/");
            folders.add(first == 0 ? "" : path.substring(0, first + 1));
          }
          return false;
        });
    return folders;
  }

  private void read(FileTree tree, LayerEntry file, Discoveries out)
      throws IOException, InterruptedException {
    byte[] document = tree.content(file).bytes(limits.documentBytes(), file.path());
    PackageLock lock = PackageLock.of(reader.read(document, file.path()));
    Evidence evidence = new Evidence(NAME, file.name());
    Map<String, Component> byPurl = new HashMap<>();
    Map<String, Component> byPath = new HashMap<>();
    for (Map.Entry<String, PackageLock.Locked> entry : lock.packages().entrySet()) {
      PackageLock.Locked locked = entry.getValue();
      if (locked.name().isBlank() || entry.getKey().length() > limits.pathBytes()) {
        continue;
      }
      Component component =
          NpmPackages.component(
              locked.name(),
              locked.version(),
              locked.vcs() == null ? Map.of() : Map.of("vcs_url", locked.vcs()),
              locked.licence() == null ? List.of() : List.of(locked.licence()),
              file,
              evidence);
      Component known = byPurl.putIfAbsent(component.purl().toString(), component);
      if (known == null) {
        out.add(component);
      }
      byPath.put(entry.getKey(), known == null ? component : known);
    }
    dependencies(lock, byPath, out);
  }

  private void dependencies(PackageLock lock, Map<String, Component> byPath, Discoveries out) {
    Map<Component, Set<Component>> told = new HashMap<>();
    int left = MOST_DEPENDENCIES;
    for (Map.Entry<String, PackageLock.Locked> entry : lock.packages().entrySet()) {
      Component from = byPath.get(entry.getKey());
      PackageLock.Locked locked = entry.getValue();
      if (from == null || locked.folder().length() > limits.pathBytes()) {
        continue;
      }
      for (String name : locked.needs()) {
        if (--left < 0) {
          return;
        }
        String path = lock.resolve(locked.folder(), name);
        Component to = path == null ? null : byPath.get(path);
        if (to != null && told.computeIfAbsent(from, _ -> new HashSet<>()).add(to)) {
          out.dependency(from, to);
        }
      }
    }
  }
}
