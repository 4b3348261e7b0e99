package dev.drydock.project.gradle;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;

/// Gradle's version catalogs, `gradle/libs.versions.toml`: the libraries that build scripts take
/// from it by alias. Its plugins are none.
public final class GradleCatalogFormat implements ManifestFormat {
  private final Limits limits;

  public GradleCatalogFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "libs.versions.toml";
  }

  @Override
  public String purlType() {
    return "maven";
  }

  @Override
  public boolean reads(String fileName) {
    return fileName.endsWith(".versions.toml");
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return new CatalogManifest(VersionCatalog.read(path, text, limits));
  }
}
