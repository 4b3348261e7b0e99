package dev.drydock.catalog.cos;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.catalog.distribution.DistributionCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads `etc/cos-package-info.json`, the packages of Google's Container-Optimized OS.
///
/// ```
/// {"installedPackages":[{"category":"sys-libs","name":"zlib","version":"17162.336.17",
///   "ebuild_version":"1.2.11-r5"}],"buildTimePackages":[…]}
/// ```
///
/// What was needed to build the image is not in it, and is left out.
public final class CosCataloger implements TreeCataloger {
  private static final String NAME = "cos";
  private static final String FILE = "etc/cos-package-info.json";

  private final Limits limits;
  private final JsonReader reader;

  public CosCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new JsonReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named("cos-package-info.json");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.path().equals(FILE);
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws IOException, InterruptedException {
    for (LayerEntry file : tree.files(this)) {
      try {
        read(tree, file, out);
      } catch (IOException e) {
        out.unreadable(file.path(), String.valueOf(e.getMessage()));
      }
    }
  }

  private void read(FileTree tree, LayerEntry file, Discoveries out)
      throws IOException, InterruptedException {
    Json list =
        reader.read(tree.content(file).bytes(limits.documentBytes(), file.path()), file.path());
    Distribution distribution = DistributionCataloger.read(tree).orElse(null);
    Map<String, String> qualifiers =
        distribution == null ? Map.of() : Map.of("distro", distribution.purlQualifier());
    Set<String> seen = new HashSet<>();
    for (Json entry : list.items("installedPackages")) {
      String name = entry.text("name");
      String version = entry.text("version");
      if (name == null || name.isBlank() || version == null || version.isBlank()) {
        out.unreadable(file.path(), "has an entry with no name or no version; left out");
      } else if (seen.add(entry.text("category") + "/" + name + " " + version)) {
        out.add(
            new Component(
                name,
                version,
                Purl.of("cos", null, name, version, qualifiers),
                new Component.OsPackage(new Component.Source(name, version, true), "", null, null),
                List.of(),
                List.of(new Location(file.path(), file.layer())),
                new Evidence(NAME, "package list")));
      }
    }
  }
}
