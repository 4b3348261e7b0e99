package dev.drydock.catalog.dotnet;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.image.LayerEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The packages that one document tells of, each once, by id and version; what all NuGet catalogers
/// share.
///
/// NuGet compares ids without regard to case.
final class NugetPackages {
  /// More than any real document has.
  private static final int MOST = 100_000;

  private static final int LONGEST = 400;

  private final LayerEntry file;
  private final Evidence evidence;
  private final PackageGraph graph;
  private final Map<String, Component> byKey = new HashMap<>();

  NugetPackages(LayerEntry file, Evidence evidence, Discoveries out) {
    this.file = file;
    this.evidence = evidence;
    this.graph = new PackageGraph(file, evidence, out);
  }

  NugetPackages(Document document, Discoveries out) {
    this(document.file(), document.evidence(), out);
  }

  /// Reports a package, the first time that it comes.
  ///
  /// @return its component; `null` where that is no package
  @Nullable Component add(
      @Nullable String id,
      @Nullable String version,
      List<String> licences,
      Collection<String> ownedPaths) {
    if (id == null || version == null || !plausible(id) || !plausible(version)) {
      return null;
    }
    String key = id.toLowerCase(Locale.ROOT) + " " + version;
    Component known = byKey.get(key);
    if (known == null && byKey.size() < MOST) {
      known = graph.add(component(id, version, licences, file, evidence), ownedPaths);
      byKey.put(key, known);
    }
    return known;
  }

  void add(@Nullable String id, @Nullable String version) {
    add(id, version, List.of(), List.of());
  }

  /// Reports a package that others need.
  ///
  /// @param target within which they need it by its id alone: a framework
  /// @param needs ids of the packages that it needs itself
  void add(String target, String id, @Nullable String version, Collection<String> needs) {
    Component component = add(id, version, List.of(), List.of());
    if (component != null) {
      needs(target, id, component, needs);
    }
  }

  /// What a reported package goes by among the others of its target, and which of those it needs.
  void needs(String target, String id, Component component, Collection<String> needs) {
    String key = key(target, id);
    graph.add(key, component);
    for (String need : needs) {
      graph.need(key, key(target, need));
    }
  }

  private static String key(String target, String id) {
    return target + "/" + id.toLowerCase(Locale.ROOT);
  }

  /// Reports what they need.
  void finish() {
    graph.finish();
  }

  static Component component(
      String id, String version, List<String> licences, LayerEntry file, Evidence evidence) {
    return new Component(
        id,
        version,
        Purl.of("nuget", null, id, version),
        null,
        licences,
        List.of(new Location(file.path(), file.layer())),
        evidence);
  }

  /// Whether this may be an id or a version: no white space, no variable that was not filled in.
  static boolean plausible(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '/' || c == '\\' || c == '$' || c == '*') {
        return false;
      }
    }
    return true;
  }
}
