package dev.drydock.catalog.npm;

import dev.drydock.bom.Component.Hash;
import dev.drydock.bom.Hashes;
import dev.drydock.bom.Purl;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a lock file says, whichever tool wrote it.
///
/// @param packages by a key of the form's own, in the order of the file
record LockFile(Map<String, Locked> packages) {
  /// Needs of one package that are looked at: more than any real one has.
  static final int MOST_NEEDS = 1_000;

  /// One locked package.
  ///
  /// @param name the real one, where an alias leads to another
  /// @param version `""` for what is not from a registry, where the form does not say
  /// @param needs keys of packages; those of none are passed over
  /// @param hashes of the archive that it is given out as
  /// @param own whether it is a folder of the project, of which no registry knows
  record Locked(
      String name,
      String version,
      Purl purl,
      List<String> licences,
      List<String> needs,
      List<Hash> hashes,
      boolean own) {

    Locked {
      licences = List.copyOf(licences);
      needs = List.copyOf(needs);
      hashes = List.copyOf(hashes);
    }

    Locked(String name, String version, Purl purl, List<String> needs) {
      this(name, version, purl, List.of(), needs, List.of(), false);
    }

    /// The same with what the form says of its archive.
    ///
    /// @param integrity `sha512-…`
    Locked archive(@Nullable String integrity) {
      return new Locked(name, version, purl, licences, needs, Hashes.integrity(integrity), own);
    }

    /// The same, as a folder of the project or as a package of elsewhere.
    Locked asOwn(boolean own) {
      return new Locked(name, version, purl, licences, needs, hashes, own);
    }

    /// The same with what the form says of its licences.
    Locked licensed(List<String> licences) {
      return new Locked(name, version, purl, licences, needs, hashes, own);
    }

    /// @param vcs `git+https://…@commit` where it is pinned to a commit
    static Locked npm(String name, String version, @Nullable String vcs, List<String> needs) {
      return new Locked(name, version, NpmPackages.purl(name, version, vcs), needs);
    }
  }

  /// The same without packages that only development needs.
  ///
  /// What neither of both leads to stays: nothing tells what it is there for.
  ///
  /// @param development keys that only the developers of the project asked for
  /// @param production keys that the project itself asks for
  /// @param folders what folders of the project need that are no packages, by their keys
  LockFile withoutDevelopment(
      Collection<String> development,
      Collection<String> production,
      Map<String, List<String>> folders) {
    return withoutDevelopment(development, production, folders, Map.of());
  }

  /// @param anyOf for needs that are no key of a package, those that each may mean: none of them is
  ///   left out where production has the need
  LockFile withoutDevelopment(
      Collection<String> development,
      Collection<String> production,
      Map<String, List<String>> folders,
      Map<String, List<String>> anyOf) {
    if (development.isEmpty()) {
      return this;
    }
    Map<String, List<String>> passed = new HashMap<>(anyOf);
    passed.putAll(folders);
    Set<String> dropped = reached(development, folders);
    dropped.removeAll(reached(production, passed));
    Map<String, Locked> kept = new LinkedHashMap<>(packages);
    kept.keySet().removeAll(dropped);
    return new LockFile(kept);
  }

  /// The same without packages of this purl type.
  LockFile without(String type) {
    Map<String, Locked> kept = new LinkedHashMap<>(packages);
    kept.values().removeIf(locked -> locked.purl().type().equals(type));
    return new LockFile(kept);
  }

  /// @param passed what leads further without being a package, with what it leads to
  private Set<String> reached(Collection<String> roots, Map<String, List<String>> passed) {
    Set<String> reached = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(roots);
    while (!left.isEmpty()) {
      String key = left.pop();
      Locked locked = packages.get(key);
      if (reached.add(key)) {
        left.addAll(locked == null ? passed.getOrDefault(key, List.of()) : locked.needs());
      }
    }
    return reached;
  }
}
