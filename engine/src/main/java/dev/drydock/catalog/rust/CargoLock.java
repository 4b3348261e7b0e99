package dev.drydock.catalog.rust;

import dev.drydock.bom.Component.Hash;
import dev.drydock.bom.Hashes;
import dev.drydock.catalog.SourceAddress;
import dev.drydock.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The crates of a `Cargo.lock` of versions 1 to 4 (The Cargo Book, "Cargo.toml vs Cargo.lock"):
///
///     [[package]]
///     name = "nom-regex"
///     version = "0.2.0"
///     source = "registry+https://github.com/rust-lang/crates.io-index"
///     dependencies = ["nom", "regex 1.11.1 (git+https://github.com/rust-lang/regex.git)"]
///
/// A dependency is as short as it can be without being taken for another; in version 1 it has
/// everything, the commit too. Before version 1, `[root]` was the project itself.
record CargoLock(List<Crate> crates) {

  /// One locked crate.
  ///
  /// @param source `null` for the project itself, and for what lies beside it
  /// @param dependencies as they stand there
  /// @param checksum SHA-256 of its archive; `null` where it has none, as from a repository
  record Crate(
      String name,
      String version,
      @Nullable String source,
      List<String> dependencies,
      @Nullable String checksum) {

    /// Without the dependencies, which are as many as one likes.
    @Override
    public int hashCode() {
      return Objects.hash(name, version, source);
    }

    List<Hash> hashes() {
      return checksum == null ? List.of() : Hashes.of("SHA-256", checksum).stream().toList();
    }

    private String withVersion() {
      return name + " " + version;
    }

    /// Qualifiers of the purl, which tell where the crate is from; none for those of crates.io.
    Map<String, String> qualifiers() {
      if (source == null) {
        return Map.of();
      }
      String address = source.substring(source.indexOf('+') + 1);
      if (source.startsWith("git+")) {
        int hash = address.lastIndexOf('#');
        String place = hash < 0 ? address : address.substring(0, hash);
        int query = place.indexOf('?');
        return Map.of(
            "vcs_url",
            SourceAddress.git(
                query < 0 ? place : place.substring(0, query),
                hash < 0 ? "" : address.substring(hash + 1)));
      }
      boolean registry = source.startsWith("registry+") || source.startsWith("sparse+");
      boolean cratesIo = address.contains("crates.io-index") || address.contains("index.crates.io");
      return registry && !cratesIo
          ? Map.of("repository_url", SourceAddress.withoutUser(address))
          : Map.of();
    }
  }

  static CargoLock of(Json document) {
    List<Crate> crates = new ArrayList<>();
    Json metadata = document.get("metadata").orElse(new Json.Null());
    document.get("root").ifPresent(root -> add(root, metadata, crates));
    for (Json one : document.items("package")) {
      add(one, metadata, crates);
    }
    return new CargoLock(crates);
  }

  private static void add(Json entry, Json metadata, List<Crate> crates) {
    String name = entry.text("name");
    String version = entry.text("version");
    if (name != null
        && !name.isBlank()
        && version != null
        && entry.get("replace").isEmpty()) { // else another entry is built in its place
      String source = entry.text("source");
      String checksum = entry.text("checksum");
      if (checksum == null) { // version 1 has them together at the end
        checksum = metadata.text("checksum " + name + " " + version + " (" + source + ")");
      }
      crates.add(new Crate(name, version, source, entry.texts("dependencies"), checksum));
    }
  }

  /// The crates that only the development of the project needs.
  ///
  /// @param onlyDeveloped names of what each crate of the project needs for development only, by
  ///   its name
  /// @return none where a dependency is not understood
  Set<Crate> forDevelopment(Map<String, Set<String>> onlyDeveloped) {
    Map<String, @Nullable Crate> byReference = byReference();
    Set<Crate> all = reached(Map.of(), byReference);
    if (all == null) {
      return Set.of();
    }
    Set<Crate> needed = reached(onlyDeveloped, byReference);
    all.removeAll(needed == null ? all : needed);
    return all;
  }

  /// What the project's own crates lead to; `null` where a dependency is not understood.
  private @Nullable Set<Crate> reached(
      Map<String, Set<String>> without, Map<String, @Nullable Crate> byReference) {
    Set<Crate> reached = new HashSet<>();
    Deque<Crate> pending = new ArrayDeque<>();
    for (Crate crate : crates) {
      if (crate.source == null && reached.add(crate)) {
        pending.add(crate);
      }
    }
    for (Crate crate = pending.poll(); crate != null; crate = pending.poll()) {
      Set<String> left =
          crate.source == null ? without.getOrDefault(crate.name, Set.of()) : Set.of();
      for (String reference : crate.dependencies) {
        int blank = reference.indexOf(' ');
        if (left.contains(blank < 0 ? reference : reference.substring(0, blank))) {
          continue;
        }
        Crate needed = byReference.get(reference);
        if (needed == null) {
          return null;
        }
        if (reached.add(needed)) {
          pending.add(needed);
        }
      }
    }
    return reached;
  }

  /// The names of the project's own crates, but those that it has in several versions.
  Set<String> own() {
    Set<String> own = new HashSet<>();
    Set<String> several = new HashSet<>();
    for (Crate crate : crates) {
      if (crate.source == null && !own.add(crate.name)) {
        several.add(crate.name);
      }
    }
    own.removeAll(several);
    return own;
  }

  /// The crates by all texts that may stand for them in a dependency; `null` for those that could
  /// be several.
  Map<String, @Nullable Crate> byReference() {
    Map<String, @Nullable Crate> byReference = new HashMap<>();
    for (Crate crate : crates) {
      put(crate.name, crate, byReference);
      put(crate.withVersion(), crate, byReference);
      if (crate.source != null) {
        put(crate.withVersion() + " (" + crate.source + ")", crate, byReference);
        int hash = crate.source.lastIndexOf('#');
        if (hash >= 0) {
          String source = crate.source.substring(0, hash);
          put(crate.withVersion() + " (" + source + ")", crate, byReference);
        }
      }
    }
    return byReference;
  }

  private static void put(String key, Crate crate, Map<String, @Nullable Crate> byReference) {
    byReference.put(key, byReference.containsKey(key) ? null : crate);
  }
}
