package dev.drydock.catalog.npm;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.npm.LockFile.Locked;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a `deno.lock` of the versions 1 to 5 (Deno's crate `deno_lockfile`).
///
/// ```
/// {"version": "5",
///  "specifiers": {"npm:chalk@5": "5.3.0", "jsr:@std/bytes@1": "1.0.2"},
///  "jsr": {"@std/bytes@1.0.2": {"dependencies": ["jsr:@std/assert@1"]}},
///  "npm": {"chalk@5.3.0_peer@1.0.0": {"dependencies": ["ms@2.1.2", "other@npm:real@1.0.0"]}},
///  "remote": {"https://deno.land/std@0.140.0/mod.ts": "d3e6…"}}
/// ```
///
/// Version 3 has the first parts below `packages`, version 2 has only npm packages, in
/// `npm.packages`, version 1 is the object `remote` by itself. Keys here are those of the file
/// behind `npm:` or `jsr:`.
final class DenoLock {
  private static final String NPM = "npm:";
  private static final String JSR = "jsr:";
  private static final Json NOTHING = new Json.Obj(Map.of());

  private final Map<String, Locked> packages = new LinkedHashMap<>();
  private final Json npm;
  private final Json jsr;
  private final Json specifiers;

  /// The key of each package that only one version is there of, by `npm:name` or `jsr:name`: the
  /// file leaves the version out then.
  private final Map<String, String> only = new HashMap<>();

  private DenoLock(Json parts) {
    Json npmPart = parts.get("npm").orElse(NOTHING);
    this.npm = npmPart.get("packages").orElse(npmPart);
    this.jsr = parts.get("jsr").orElse(NOTHING);
    this.specifiers = parts.get("specifiers").orElse(NOTHING);
    Set<String> several = new HashSet<>();
    index(npm, NPM, several);
    index(jsr, JSR, several);
    only.keySet().removeAll(several);
  }

  static LockFile read(Json document) {
    DenoLock lock = new DenoLock(document.get("packages").orElse(document));
    lock.addNpm();
    lock.addJsr();
    Json remote = document.get("remote").orElse(NOTHING);
    lock.addRemote(document.get("version").isEmpty() ? document : remote);
    return new LockFile(lock.packages);
  }

  private void index(Json part, String kind, Set<String> several) {
    for (String key : part.members().keySet()) {
      String name = kind + Descriptor.of(key).name();
      if (only.put(name, kind + key) != null) {
        several.add(name);
      }
    }
  }

  private void addNpm() {
    npm.members()
        .forEach(
            (key, entry) -> {
              Descriptor it = Descriptor.of(key);
              String version = withoutPeers(it.range());
              if (!it.name().isBlank() && !version.isEmpty()) {
                List<String> needs = new ArrayList<>();
                npmNeeds(entry, "dependencies", needs);
                npmNeeds(entry, "optionalDependencies", needs);
                packages.put(
                    NPM + key,
                    Locked.npm(it.name(), version, null, needs).archive(entry.text("integrity")));
              }
            });
  }

  /// Until version 3 an object, `{"alias": "real@1.0.0"}`; from then on an array of `real@1.0.0`,
  /// of `real` where there is one version only, and of `alias@npm:real@1.0.0`.
  private void npmNeeds(Json entry, String member, List<String> needs) {
    Json named = entry.get(member).orElse(NOTHING);
    for (Json item : named instanceof Json.Obj ? named.members().values() : named.items()) {
      String text = item.text().orElse("");
      int alias = text.indexOf("@npm:");
      String key = NPM + (alias < 0 ? text : text.substring(alias + 5));
      if (needs.size() < LockFile.MOST_NEEDS) {
        needs.add(only.getOrDefault(key, key));
      }
    }
  }

  private void addJsr() {
    jsr.members()
        .forEach(
            (key, entry) -> {
              Descriptor it = Descriptor.of(key);
              if (scoped(it.name()) && !it.range().isEmpty()) {
                List<String> needs = new ArrayList<>();
                for (String specifier : entry.texts("dependencies")) {
                  if (needs.size() < LockFile.MOST_NEEDS) {
                    needs.add(resolve(specifier));
                  }
                }
                addJsr(it.name(), it.range(), needs);
              }
            });
  }

  /// Every package of JSR has a scope; other keys are damaged.
  private static boolean scoped(String name) {
    int slash = name.indexOf('/');
    return name.startsWith("@") && slash > 1 && slash + 1 < name.length();
  }

  private void addJsr(String name, String version, List<String> needs) {
    int slash = name.indexOf('/');
    Purl purl = Purl.of("jsr", name.substring(0, slash), name.substring(slash + 1), version);
    packages.putIfAbsent(JSR + name + "@" + version, new Locked(name, version, purl, needs));
  }

  /// The key that `jsr:@std/bytes@^1.0.0` was resolved to; `specifiers` has the version, or in
  /// version 3 the whole of it.
  private String resolve(String specifier) {
    String version = specifiers.text(specifier);
    if (version == null) {
      return only.getOrDefault(specifier, specifier);
    }
    if (version.startsWith(JSR) || version.startsWith(NPM)) {
      return version;
    }
    String kind = specifier.startsWith(NPM) ? NPM : JSR;
    return kind + Descriptor.of(specifier.substring(kind.length())).name() + "@" + version;
  }

  /// Modules that are imported by their address are files; hosts that serve packages have the
  /// version in the address.
  private void addRemote(Json remote) {
    for (String address : remote.members().keySet()) {
      DenoModule module = DenoModule.of(address);
      if (module != null) {
        switch (module.kind()) {
          case JSR -> addJsr(module.name(), module.version(), List.of());
          case NPM ->
              packages.putIfAbsent(
                  NPM + module.name() + "@" + module.version(),
                  Locked.npm(module.name(), module.version(), null, List.of()));
          case DENO_LAND -> addDenoLand(module);
        }
      }
    }
  }

  private void addDenoLand(DenoModule module) {
    int slash = module.name().lastIndexOf('/');
    Purl purl =
        Purl.of(
            "generic",
            module.name().substring(0, slash),
            module.name().substring(slash + 1),
            module.version());
    packages.putIfAbsent(
        module.name() + "@" + module.version(),
        new Locked(module.name(), module.version(), purl, List.of()));
  }

  /// Peers stand behind an underscore, which no version has.
  private static String withoutPeers(String version) {
    int underscore = version.indexOf('_');
    return underscore < 0 ? version : version.substring(0, underscore);
  }
}
