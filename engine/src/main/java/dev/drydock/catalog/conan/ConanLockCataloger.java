package dev.drydock.catalog.conan;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;

/// Finds C and C++ packages in a `conan.lock` (Conan documentation, "Lockfiles").
///
/// Conan 2 lists references: `{"version": "0.5", "requires": ["zlib/1.2.13#13c9…%1675.07"]}`. Conan
/// 1 has a graph: `{"graph_lock": {"nodes": {"1": {"ref": "zlib/1.2.13", "requires": []}}}}`, in
/// which what has a path is the project itself.
///
/// Tools that only building needs are not in the result, and left out.
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
    lock.get("graph_lock")
        .flatMap(graph -> graph.get("nodes"))
        .ifPresent(nodes -> nodes.members().forEach((id, node) -> addNode(id, node, packages)));
    packages.finish();
  }

  private static void addNode(String id, Json node, PackageGraph packages) {
    String text = node.text("ref");
    text = text == null ? node.text("pref") : text; // before version 0.4
    ConanReference reference = text == null ? null : ConanReference.parse(text);
    if (reference == null || node.text("path") != null || "build".equals(node.text("context"))) {
      return;
    }
    reference.addTo(packages, id);
    for (String need : node.texts("requires")) {
      packages.need(id, need);
    }
  }
}
