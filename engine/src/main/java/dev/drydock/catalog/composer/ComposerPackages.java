package dev.drydock.catalog.composer;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The packages of one `composer.lock` or `installed.json` (Composer documentation, "Basic usage"):
/// `{"name":"pear/log","version":"1.13.3","require":{"pear/pear_exception":"^1.0"},
/// "license":["MIT"],"source":{"type":"git","url":"https://…","reference":"21af0be1…"}}`.
///
/// What a package replaces or provides is no package by itself; others that need it need this one.
final class ComposerPackages {
  private static final int MOST_LICENCES = 20;

  private final LayerEntry file;
  private final Evidence evidence;

  ComposerPackages(LayerEntry file, String cataloger) {
    this.file = file;
    this.evidence = new Evidence(cataloger, file.name());
  }

  void report(List<Json> entries, Discoveries out) {
    PackageGraph graph = new PackageGraph(file, evidence, out);
    Map<Component, Json> packages = new LinkedHashMap<>();
    for (Json entry : entries) {
      Component component = component(entry);
      if (component != null && packages.putIfAbsent(component, entry) == null) {
        graph.add(key(component.name()), component);
        for (String need : names(entry, "require")) {
          graph.need(key(component.name()), key(need));
        }
      }
    }
    packages.forEach(
        (component, entry) -> {
          standIn(entry, "replace", component, graph);
          standIn(entry, "provide", component, graph);
        });
    graph.finish();
  }

  private static void standIn(Json entry, String member, Component component, PackageGraph graph) {
    for (String name : names(entry, member)) {
      graph.add(key(name), component);
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Set<String> names(Json entry, String member) {
    return entry.get(member).map(named -> named.members().keySet()).orElse(Set.of());
  }

  private @Nullable Component component(Json entry) {
    String name = entry.text("name");
    String version = version(entry);
    if (name == null || version == null || name.isBlank() || version.isBlank()) {
      return null;
    }
    int slash = name.indexOf('/');
    boolean vendor = slash > 0 && slash + 1 < name.length();
    return new Component(
        name,
        version,
        Purl.of(
            "composer",
            vendor ? name.substring(0, slash) : null,
            vendor ? name.substring(slash + 1) : name,
            version,
            qualifiers(entry, version)),
        null,
        licences(entry),
        List.of(new Location(file.path(), file.layer())),
        evidence);
  }

  /// Repositories of plugins have dates for versions, which tools that know no better write as
  /// numbers.
  private static @Nullable String version(Json entry) {
    String text = entry.text("version");
    return text == null ? entry.integer("version").map(String::valueOf).orElse(null) : text;
  }

  /// A branch is no version: the commit says what was taken of it.
  private static Map<String, String> qualifiers(Json entry, String version) {
    Json source = entry.get("source").orElse(entry);
    String address = source.text("url");
    String commit = source.text("reference");
    boolean branch = version.startsWith("dev-") || version.endsWith("-dev");
    return branch && address != null && commit != null && "git".equals(source.text("type"))
        ? Map.of("vcs_url", "git+" + withoutUser(address) + "@" + commit)
        : Map.of();
  }

  /// A user in an address may be an access token, and that is nobody's business; `git` is none.
  private static String withoutUser(String address) {
    int host = address.indexOf("://") + 3;
    int at = address.indexOf('@');
    int path = address.indexOf('/', host);
    boolean user = host > 2 && at > host && (path < 0 || at < path);
    return user && !address.startsWith("git@", host)
        ? address.substring(0, host) + address.substring(at + 1)
        : address;
  }

  private static List<String> licences(Json entry) {
    List<String> licences = new ArrayList<>();
    Json told = entry.get("license").orElse(entry);
    for (Json item : told instanceof Json.Text ? List.of(told) : told.items()) {
      String licence = item.text().orElse("").strip();
      if (!licence.isEmpty() && licences.size() < MOST_LICENCES) {
        licences.add(licence);
      }
    }
    return licences;
  }
}
