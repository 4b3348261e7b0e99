package dev.drydock.project.maven;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;

/// Maven's `pom.xml`: dependencies, managed ones and imported bills of materials among them, and
/// the parent, of the project and of its profiles. Plugins are none.
public final class PomFormat implements ManifestFormat {
  private final Limits limits;

  public PomFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "pom.xml";
  }

  @Override
  public String purlType() {
    return "maven";
  }

  @Override
  public boolean reads(String fileName) {
    return fileName.equals("pom.xml");
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return new PomManifest(path, Pom.read(path, text, limits));
  }
}
