package dev.drydock.catalog.python;

import dev.drydock.bom.Component.Hash;
import dev.drydock.bom.Hashes;
import dev.drydock.bom.PythonName;
import dev.drydock.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A distribution that a lock file pins.
///
/// @param version `""` where only a commit is pinned
/// @param repository the purl qualifier `vcs_url` of what comes from a repository
/// @param hashes of its archive, where the lock file has one only: which one of several is
///   installed nobody knows
/// @param own whether it is a folder of the project, of which no index knows
record LockedDistribution(
    String name,
    String version,
    @Nullable String repository,
    List<Need> needs,
    List<Hash> hashes,
    boolean own) {
  private static final int LONGEST = 200;

  /// More than any real lock file has: of more, the graph is left out.
  private static final int MOST_STEPS = 500_000;

  LockedDistribution {
    needs = List.copyOf(needs);
    hashes = List.copyOf(hashes);
  }

  LockedDistribution(String name, String version, @Nullable String repository, List<Need> needs) {
    this(name, version, repository, needs, List.of(), false);
  }

  /// The same with digests of its archives, `sha256:…`, which count where there is one archive.
  LockedDistribution archives(List<? extends @Nullable String> digests) {
    List<Hash> only = digests.size() == 1 ? Hashes.prefixed(digests.getFirst()) : List.of();
    return new LockedDistribution(name, version, repository, needs, only, own);
  }

  /// The same, as a folder of the project or as a distribution of elsewhere.
  LockedDistribution asOwn(boolean own) {
    return new LockedDistribution(name, version, repository, needs, hashes, own);
  }

  /// The member `hash` of each of these.
  static List<@Nullable String> digests(List<Json> files) {
    List<@Nullable String> digests = new ArrayList<>();
    for (Json file : files) {
      digests.add(file.text("hash"));
    }
    return digests;
  }

  /// A dependency of a locked distribution.
  ///
  /// @param version where the lock file has to say which of several it is
  /// @param optional whether only an extra needs it
  record Need(String name, @Nullable String version, boolean optional) {

    /// Those that dependency specifiers tell of; what is none is passed over.
    static List<Need> of(List<String> specifiers) {
      List<Need> needs = new ArrayList<>();
      for (String specifier : specifiers) {
        Requirement requirement = Requirement.parse(specifier);
        if (requirement != null) {
          needs.add(new Need(requirement.name(), requirement.version(), false));
        }
      }
      return needs;
    }
  }

  /// Whether the name is one that an index could have (Python packaging specifications, "Names and
  /// normalization"), and the version is written in one word.
  boolean plausible() {
    return name(name) && word(version) && !(version.isEmpty() && repository == null);
  }

  static boolean name(String name) {
    if (name.isEmpty() || name.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean inner = c == '-' || c == '_' || c == '.';
      if (!alphanumeric(c) && !(inner && i > 0 && i < name.length() - 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean word(String version) {
    if (version.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < version.length(); i++) {
      char c = version.charAt(i);
      if (!alphanumeric(c) && ".-_+!".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  static boolean alphanumeric(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  /// The member `name` of `entry`, without white space around it; `""` where there is none.
  static String text(Json entry, String name) {
    String text = entry.text(name);
    return text == null ? "" : text.strip();
  }

  /// All of `locked` by normalised name, and by that and version, with a space between.
  static Map<String, List<LockedDistribution>> byName(Collection<LockedDistribution> locked) {
    Map<String, List<LockedDistribution>> byName = new HashMap<>();
    for (LockedDistribution one : locked) {
      String name = PythonName.normalised(one.name());
      byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(one);
      byName.computeIfAbsent(name + " " + one.version(), _ -> new ArrayList<>()).add(one);
    }
    return byName;
  }

  /// Those that `need` may be: all of that name where the lock file does not say which one.
  static List<LockedDistribution> meant(Need need, Map<String, List<LockedDistribution>> byName) {
    String name = PythonName.normalised(need.name());
    String key = need.version() == null ? name : name + " " + need.version();
    return byName.getOrDefault(key, List.of());
  }

  /// Those of `locked` that `roots` need, directly or through others, in the order of the lock
  /// file; all of them where the graph is beyond reason.
  static List<LockedDistribution> neededBy(List<Need> roots, List<LockedDistribution> locked) {
    Map<String, List<LockedDistribution>> byName = byName(locked);
    Set<LockedDistribution> reached = new HashSet<>();
    Deque<Need> open = new ArrayDeque<>(roots);
    int steps = 0;
    for (Need need = open.poll(); need != null; need = open.poll()) {
      List<LockedDistribution> meant = meant(need, byName);
      steps += 1 + meant.size();
      if (steps > MOST_STEPS) {
        return locked;
      }
      for (LockedDistribution one : meant) {
        if (reached.add(one)) {
          open.addAll(one.needs());
        }
      }
    }
    return locked.stream().filter(reached::contains).toList();
  }
}
