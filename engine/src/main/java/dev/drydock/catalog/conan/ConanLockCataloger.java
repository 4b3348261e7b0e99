package dev.drydock.catalog.conan;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.LockedPackages;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;

/// Finds C and C++ packages in a `conan.lock` (Conan documentation, "Lockfiles").
///
/// Conan 2 lists references: `{"version": "0.5", "requires": ["zlib/1.2.13#13c9…%1675.07"]}`. Conan
/// 1 has a graph: `{"graph_lock": {"nodes": {"1": {"ref": "zlib/1.2.13", "requires": []}}}}`, in
/// which what has a path is the project itself.
///
/// Tools that only building needs are not in the result, and left out.
public final class ConanLockCataloger implements FileCataloger {
  private static final String NAME = "conan-lock";
  private static final String FILE = "conan.lock";

  private final Limits limits;
  private final JsonReader reader;

  public ConanLockCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new JsonReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named(FILE);
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && file.name().equals(FILE);
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] document = content.bytes(limits.documentBytes(), file.path());
    Json lock = reader.read(document, file.path());
    LockedPackages packages = new LockedPackages(file, new Evidence(NAME, FILE), out);
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

  private static void addNode(String id, Json node, LockedPackages packages) {
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
