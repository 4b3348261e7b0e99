package dev.drydock.catalog.julia;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.document.TomlReader;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds Julia packages in the manifests of environments: `Manifest.toml`, `JuliaManifest.toml`,
/// and those of one version of Julia, `Manifest-v1.11.toml` (Pkg documentation, "Project.toml and
/// Manifest.toml").
///
/// Not those that lie in an installed package or in Julia itself: their own tests use them.
public final class JuliaManifestCataloger implements FileCataloger {
  private static final String NAME = "julia-manifest";
  private static final int MOST_DEPENDENCIES = 200_000;

  private final Limits limits;

  public JuliaManifestCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.ending("toml");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String name = file.name();
    int from = name.startsWith("Julia") ? "Julia".length() : 0;
    boolean manifest =
        name.endsWith(".toml")
            && name.startsWith("Manifest", from)
            && (name.length() == from + "Manifest.toml".length()
                || name.startsWith("-v", from + "Manifest".length()));
    return manifest
        && file.size() > 0
        && !file.path().contains(".julia/packages/")
        && !file.path().contains("share/julia/");
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] document = content.bytes(limits.documentBytes(), file.path());
    JuliaManifest manifest = JuliaManifest.of(new TomlReader(limits).read(document, file.path()));
    Location location = new Location(file.path(), file.layer());
    Map<String, Component> byUuid = new HashMap<>();
    for (JuliaManifest.Resolved one : manifest.packages()) {
      Component component =
          new Component(
              one.name(),
              one.version(),
              Purl.of("julia", null, one.name(), one.version(), Map.of("uuid", one.uuid())),
              null,
              List.of(),
              List.of(location),
              new Evidence(NAME, file.name()));
      if (byUuid.putIfAbsent(one.uuid(), component) == null) {
        out.add(component);
      }
    }
    int left = MOST_DEPENDENCIES;
    for (JuliaManifest.Resolved one : manifest.packages()) {
      Component from = byUuid.get(one.uuid());
      for (String uuid : Set.copyOf(one.needs())) {
        Component to = byUuid.get(uuid);
        if (from != null && to != null && --left >= 0) {
          out.dependency(from, to);
        }
      }
    }
  }
}
