package dev.drydock.catalog.conan;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds C and C++ packages in a `conan.lock` (Conan documentation, "Lockfiles").
///
/// Conan 2 lists references: `{"version": "0.5", "requires": ["zlib/1.2.13#13c9…%1675.07"]}`. Conan
/// 1 has a graph: `{"graph_lock": {"nodes": {"1": {"ref": "zlib/1.2.13", "requires": ["2"]}}}}`, in
/// which what has a path is the project itself, unless another node requires it: that is a package
/// in editable mode. Before version 0.1, `requires` were `{"zlib/1.2.13": "2"}`.
///
/// Tools that only building needs are not in the result, and left out. Where Conan 1 was given no
/// profile for building, nothing marks them but that others have them among their `build_requires`.
public final class ConanLockCataloger extends DocumentCataloger {
  public ConanLockCataloger(Limits limits) {
    super("conan-lock", limits, "conan.lock");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Json lock = document.json();
    PackageGraph packages = document.packages(out);
    for (String text : lock.texts("requires")) {
      ConanReference reference = ConanReference.parse(text);
      if (reference != null) {
        reference.addTo(packages, text);
      }
    }
    Map<String, Json> nodes =
        lock.get("graph_lock")
            .flatMap(graph -> graph.get("nodes"))
            .map(Json::members)
            .orElse(Map.of());
    Set<String> required = new HashSet<>();
    nodes.values().forEach(node -> required.addAll(requires(node)));
    Set<String> building = forBuilding(nodes, required);
    nodes.forEach(
        (id, node) -> {
          if (!building.contains(id)) {
            addNode(id, node, required.contains(id), packages);
          }
        });
    packages.finish();
  }

  /// The ids of tools and what they need, but what the result needs too.
  private static Set<String> forBuilding(Map<String, Json> nodes, Set<String> required) {
    Set<String> tools = new HashSet<>();
    nodes.values().forEach(node -> tools.addAll(ids(node, "build_requires")));
    Set<String> roots = new HashSet<>(nodes.keySet());
    roots.removeAll(required);
    roots.removeAll(tools);
    Set<String> building = reached(nodes, tools);
    building.removeAll(reached(nodes, roots));
    return building;
  }

  private static Set<String> reached(Map<String, Json> nodes, Set<String> roots) {
    Set<String> reached = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(roots);
    for (String id = left.poll(); id != null; id = left.poll()) {
      Json node = nodes.get(id);
      if (node != null && reached.add(id)) {
        left.addAll(requires(node));
      }
    }
    return reached;
  }

  private static void addNode(String id, Json node, boolean required, PackageGraph packages) {
    String text = node.text("ref");
    text = text == null ? node.text("pref") : text; // before version 0.4
    ConanReference reference = text == null ? null : ConanReference.parse(text);
    boolean project = node.text("path") != null && !required;
    if (reference == null || project || "build".equals(node.text("context"))) {
      return;
    }
    reference.addTo(packages, id);
    packages.needs(id, requires(node));
  }

  private static List<String> requires(Json node) {
    return ids(node, "requires");
  }

  /// The ids of nodes.
  private static List<String> ids(Json node, String member) {
    List<String> ids = new ArrayList<>(node.texts(member));
    node.get(member).map(Json::members).orElse(Map.of()).values().stream()
        .flatMap(id -> id.text().stream())
        .forEach(ids::add);
    return ids;
  }
}
