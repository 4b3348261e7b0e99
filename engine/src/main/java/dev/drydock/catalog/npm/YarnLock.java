package dev.drydock.catalog.npm;

import dev.drydock.catalog.npm.LockFile.Locked;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The entries of a `yarn.lock`, of whichever yarn, as packages. Their keys are the first of the
/// descriptors that lead to them.
///
/// The file does not tell what only development needs; the `package.json` of the project, and those
/// of its workspaces, do. Who needs a package that yarn or the project patches may name it with the
/// patch or without, so that it and its copy are needed together.
final class YarnLock {
  private final List<YarnEntry> entries;
  private final Map<String, YarnEntry> byDescriptor = new HashMap<>();

  /// Entries by the name that they are asked for under; those of names that several versions have
  /// are not in here.
  private final Map<String, YarnEntry> byName = new HashMap<>();

  /// The keys of those others, by what stands for a need that may mean any of them.
  private final Map<String, List<String>> anyOf = new HashMap<>();

  private YarnLock(List<YarnEntry> entries) {
    this.entries = entries;
    Set<String> ambiguous = new HashSet<>();
    for (YarnEntry entry : entries) {
      for (String descriptor : entry.descriptors()) {
        byDescriptor.put(descriptor, entry);
        String name = Descriptor.of(descriptor).name();
        YarnEntry other = byName.putIfAbsent(name, entry);
        if (other != null && !other.version().equals(entry.version())) {
          ambiguous.add(name);
        }
      }
    }
    byName.keySet().removeAll(ambiguous);
    for (YarnEntry entry : entries) {
      for (String descriptor : entry.descriptors()) {
        String name = Descriptor.of(descriptor).name();
        if (ambiguous.contains(name)) {
          anyOf.computeIfAbsent(any(name), _ -> new ArrayList<>()).add(key(entry));
        }
      }
    }
  }

  /// @param manifests every `package.json` of the project by the folder that it lies in, `""` for
  ///   the one beside the lock file; none where they are not known
  static LockFile read(List<YarnEntry> entries, Map<String, Json> manifests) {
    return new YarnLock(entries).read(manifests);
  }

  /// The folders of the workspaces that a lock file lists, `""` for the project itself; that of
  /// yarn 1 lists none.
  static Set<String> workspaces(List<YarnEntry> entries) {
    Set<String> workspaces = new HashSet<>();
    for (YarnEntry entry : entries) {
      if (entry.workspace() != null) {
        workspaces.add(folder(entry.workspace()));
      }
    }
    return workspaces;
  }

  private LockFile read(Map<String, Json> manifests) {
    int left = NpmLocks.MOST_LOOKUPS;
    Map<String, Locked> packages = new LinkedHashMap<>();
    Map<String, List<String>> folders = new HashMap<>();
    Map<String, Set<String>> copies = copies();
    for (YarnEntry entry : entries) {
      Json manifest = entry.workspace() == null ? null : manifests.get(folder(entry.workspace()));
      // with a package.json beside, that one tells of the workspace, and its real version
      if (manifest == null) {
        List<String> needs = new ArrayList<>(copies.getOrDefault(key(entry), Set.of()));
        for (Map.Entry<String, String> need : entry.needs().entrySet()) {
          String key = --left < 0 ? null : find(need.getKey(), need.getValue());
          if (key != null) {
            needs.add(key);
          }
        }
        if (entry.reported()) {
          packages.put(
              key(entry),
              Locked.npm(entry.name(), entry.version(), entry.vcs(), needs)
                  .archive(entry.integrity())
                  .asOwn(entry.own()));
        } else if (entry.workspace() == null) {
          folders.put(key(entry), needs);
        }
      }
    }
    return withoutDevelopment(new LockFile(packages), folders, manifests);
  }

  /// The keys of packages and of their patched copies, each by those of the other.
  private Map<String, Set<String>> copies() {
    Map<String, Set<String>> copies = new HashMap<>();
    for (YarnEntry entry : entries) {
      for (Descriptor source : entry.patched()) {
        String original = find(source.name(), source.range());
        if (original != null) {
          copies.computeIfAbsent(original, _ -> new LinkedHashSet<>()).add(key(entry));
          copies.computeIfAbsent(key(entry), _ -> new LinkedHashSet<>()).add(original);
        }
      }
    }
    return copies;
  }

  private LockFile withoutDevelopment(
      LockFile lock, Map<String, List<String>> folders, Map<String, Json> manifests) {
    Set<String> development = new HashSet<>();
    Set<String> production = new HashSet<>();
    for (Json manifest : manifests.values()) {
      add(manifest, "devDependencies", development);
      add(manifest, "dependencies", production);
      add(manifest, "optionalDependencies", production);
    }
    for (YarnEntry entry : entries) {
      if (entry.workspace() != null && !manifests.containsKey(folder(entry.workspace()))) {
        entry.needs().forEach((name, range) -> add(name, range, production));
      }
    }
    return lock.withoutDevelopment(development, production, folders, anyOf);
  }

  private void add(Json manifest, String member, Set<String> keys) {
    manifest
        .get(member)
        .ifPresent(
            named ->
                named.members().forEach((name, range) -> add(name, range.text().orElse(""), keys)));
  }

  private void add(String name, String range, Set<String> keys) {
    String key = find(name, range);
    if (key != null) {
      keys.add(key);
    }
  }

  /// The key of what is needed. Where `resolutions` of the project put a version in the place of
  /// another, the range is that of neither: of a name with several versions it may be any.
  private @Nullable String find(String name, String range) {
    YarnEntry entry = byDescriptor.get(name + "@" + range);
    if (entry == null) {
      entry = byDescriptor.get(name + "@npm:" + range);
    }
    if (entry == null) {
      entry = byName.get(name);
    }
    if (entry != null) {
      return key(entry);
    }
    return anyOf.containsKey(any(name)) ? any(name) : null;
  }

  /// No key of an entry: these begin with a name.
  private static String any(String name) {
    return "any " + name;
  }

  private static String key(YarnEntry entry) {
    return entry.descriptors().getFirst();
  }

  private static String folder(String workspace) {
    return workspace.equals(".") ? "" : workspace;
  }
}
