package dev.drydock.project.nuget;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;

/// `Directory.Packages.props`, which states the versions of packages for all projects below it
/// (NuGet documentation, "Central Package Management").
public final class PackagesPropsFormat implements ManifestFormat {
  private final Limits limits;

  public PackagesPropsFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "Directory.Packages.props";
  }

  @Override
  public String purlType() {
    return "nuget";
  }

  @Override
  public boolean reads(String fileName) {
    return fileName.equalsIgnoreCase("Directory.Packages.props");
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return new MsbuildManifest(MsbuildFile.read(path, text, limits), true);
  }
}
