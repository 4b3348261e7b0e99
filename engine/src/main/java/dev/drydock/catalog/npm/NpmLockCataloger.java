package dev.drydock.catalog.npm;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.document.YamlReader;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds npm packages in the lock files of npm, yarn, pnpm and Bun that no installed packages lie
/// beside: with a `node_modules` there, what is in it is the truth, and a lock file tells of what
/// was left out too.
///
/// Of several of one tool in a folder one counts: of npm's `node_modules/.package-lock.json`, which
/// it writes as it installs, then `npm-shrinkwrap.json`, then `package-lock.json`; of Bun's
/// `bun.lock`, then `bun.lockb`. Packages that only development needs are left out: an image is no
/// place to develop in.
public final class NpmLockCataloger implements TreeCataloger {
  private static final String NAME = "npm-lock";
  private static final String INSTALLED = "node_modules/.package-lock.json";
  private static final String YARN = "yarn.lock";
  private static final String PNPM = "pnpm-lock.yaml";
  private static final String BUN = "bun.lock";
  private static final String BUN_BINARY = "bun.lockb";
  private static final String MANIFEST = "package.json";

  /// One list for each tool, by precedence.
  private static final List<List<String>> TOOLS =
      List.of(
          List.of(INSTALLED, "npm-shrinkwrap.json", "package-lock.json"),
          List.of(YARN),
          List.of(PNPM),
          List.of(BUN, BUN_BINARY));

  private static final int MOST_MANIFESTS = 1_000;
  private static final byte[] METADATA = "__metadata:".getBytes(StandardCharsets.US_ASCII);

  private final Limits limits;
  private final JsonReader json;
  private final JsonReader jsonWithComments;
  private final YamlReader yaml;

  public NpmLockCataloger(Limits limits) {
    this.limits = limits;
    this.json = new JsonReader(limits);
    this.jsonWithComments = JsonReader.withComments(limits);
    this.yaml = new YamlReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named(
        "package-lock.json",
        "npm-shrinkwrap.json",
        ".package-lock.json",
        YARN,
        PNPM,
        BUN,
        BUN_BINARY,
        MANIFEST);
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    return file.size() > 0
        // the manifests of projects, not those of packages
        && (path.endsWith(MANIFEST) ? NpmPackages.modules(path) < 0 : Lock.of(file) != null);
  }

  /// A lock file, and the folder of the project that it locks.
  ///
  /// @param tool index in [#TOOLS]
  /// @param rank index there; the lower one counts
  private record Lock(LayerEntry file, String folder, int tool, int rank) {

    /// Whether it is the one that npm writes as it installs.
    boolean installed() {
      return file.path().endsWith(INSTALLED);
    }

    /// `null` where this is no lock file of a project.
    static @Nullable Lock of(LayerEntry file) {
      String path = file.path();
      for (int tool = 0; tool < TOOLS.size(); tool++) {
        List<String> names = TOOLS.get(tool);
        for (int rank = 0; rank < names.size(); rank++) {
          int from = path.length() - names.get(rank).length();
          if (path.endsWith(names.get(rank)) && (from == 0 || path.charAt(from - 1) == '/')) {
            String folder = path.substring(0, from);
            return NpmLocks.foreign(folder) ? null : new Lock(file, folder, tool, rank);
          }
        }
      }
      return null;
    }
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws InterruptedException {
    Map<String, Map<Integer, Lock>> folders = new TreeMap<>();
    List<LayerEntry> manifests = new ArrayList<>();
    for (LayerEntry file : tree.files(this)) {
      Lock lock = Lock.of(file);
      if (lock == null) {
        manifests.add(file);
      } else {
        folders
            .computeIfAbsent(lock.folder(), _ -> new TreeMap<>())
            .merge(lock.tool(), lock, (a, b) -> a.rank() <= b.rank() ? a : b);
      }
    }
    if (folders.isEmpty()) {
      return;
    }
    Set<String> installed = NpmLocks.foldersWithInstalled(tree);
    for (Map<Integer, Lock> locks : folders.values()) {
      for (Lock lock : locks.values()) {
        if (!installed.contains(lock.folder())) {
          catalog(tree, lock, manifests, out);
        }
        if (lock.installed()) {
          break; // npm has installed, whatever other tools would have
        }
      }
    }
  }

  private void catalog(FileTree tree, Lock lock, List<LayerEntry> manifests, Discoveries out)
      throws InterruptedException {
    LayerEntry file = lock.file();
    try {
      byte[] document = tree.content(file).bytes(limits.documentBytes(), file.path());
      NpmLocks.report(read(tree, lock, document, manifests), file, NAME, out);
    } catch (IOException e) {
      out.unreadable(file.path(), String.valueOf(e.getMessage()));
    }
  }

  private LockFile read(FileTree tree, Lock lock, byte[] document, List<LayerEntry> manifests)
      throws IOException, InterruptedException {
    String path = lock.file().path();
    return switch (lock.file().name()) {
      case YARN -> {
        List<YarnEntry> entries =
            berry(document)
                ? YarnBerry.read(yaml.read(document, path))
                : YarnClassic.read(document, path);
        yield YarnLock.read(
            entries, manifests(tree, lock.folder(), manifests, YarnLock.workspaces(entries)));
      }
      case PNPM -> PnpmLock.read(yaml.readAll(document, path));
      case BUN_BINARY -> BunBinaryLock.read(document, path);
      case BUN -> BunLock.read(jsonWithComments.read(document, path), limits.pathBytes());
      default -> PackageLock.read(json.read(document, path), lock.installed(), limits.pathBytes());
    };
  }

  /// Whether a `yarn.lock` is one of yarn 2 or later, which has this at the start of a line.
  private static boolean berry(byte[] document) {
    for (int at = 0; at + METADATA.length <= document.length; at++) {
      if ((at == 0 || document[at - 1] == '\n')
          && Arrays.equals(document, at, at + METADATA.length, METADATA, 0, METADATA.length)) {
        return true;
      }
    }
    return false;
  }

  /// Every `package.json` of the project in `folder`, by the folder in it; none where the one of
  /// the project itself is missing, or one of them cannot be read: half of them would mislead.
  ///
  /// @param workspaces folders of the project, beside which a `package.json` is another project's;
  ///   none where the lock file does not tell them, as that of yarn 1: then all below are of the
  ///   project, if it has workspaces
  private Map<String, Json> manifests(
      FileTree tree, String folder, List<LayerEntry> manifests, Set<String> workspaces)
      throws InterruptedException {
    Map<String, Json> result = new HashMap<>();
    try {
      Optional<LayerEntry> root = tree.file(folder + MANIFEST);
      if (root.isEmpty()) {
        return Map.of();
      }
      Json project = manifest(tree, root.orElseThrow());
      result.put("", project);
      boolean any = workspaces.isEmpty() && project.get("workspaces").isPresent();
      for (LayerEntry file : manifests) {
        String inner = file.path().startsWith(folder) ? file.path().substring(folder.length()) : "";
        String workspace = inner.substring(0, Math.max(inner.lastIndexOf('/'), 0));
        if (!workspace.isEmpty() && (any || workspaces.contains(workspace))) {
          result.put(workspace, manifest(tree, file));
        }
        if (result.size() > MOST_MANIFESTS) {
          return Map.of();
        }
      }
      return result;
    } catch (IOException _) {
      return Map.of();
    }
  }

  private Json manifest(FileTree tree, LayerEntry file) throws IOException, InterruptedException {
    return json.read(tree.content(file).bytes(limits.documentBytes(), file.path()), file.path());
  }
}
