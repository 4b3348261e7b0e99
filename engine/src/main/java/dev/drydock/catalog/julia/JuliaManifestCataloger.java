package dev.drydock.catalog.julia;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.Map;

/// Finds Julia packages in the manifests of environments: `Manifest.toml`, `JuliaManifest.toml`,
/// and those of one version of Julia, `Manifest-v1.11.toml` (Pkg documentation, "Project.toml and
/// Manifest.toml").
///
/// Not those that lie in an installed package or in Julia itself: their own tests use them.
public final class JuliaManifestCataloger extends DocumentCataloger {

  public JuliaManifestCataloger(Limits limits) {
    super(
        "julia-manifest",
        limits,
        "Manifest.toml",
        "JuliaManifest.toml",
        "Manifest-v*.toml",
        "JuliaManifest-v*.toml");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return super.wants(file)
        && !file.path().contains(".julia/packages/")
        && !file.path().contains("share/julia/");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    JuliaManifest manifest = JuliaManifest.of(document.toml());
    PackageGraph packages = document.packages(out);
    for (JuliaManifest.Resolved one : manifest.packages()) {
      packages.add(
          one.key(),
          one.name(),
          one.version(),
          Purl.of("julia", null, one.name(), one.version(), Map.of("uuid", one.uuid())));
      packages.needs(one.key(), one.needs());
    }
    packages.finish();
  }
}
