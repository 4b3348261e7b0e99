package dev.drydock.project.nuget;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.edit.Coordinates;
import dev.drydock.project.edit.SourceText;
import dev.drydock.project.xml.SourceElement;
import dev.drydock.project.xml.XmlSource;
import java.util.List;

/// `packages.config` of older projects, which lists every package, what others bring too (NuGet
/// documentation, "packages.config reference").
public final class PackagesConfigFormat implements ManifestFormat {
  private final Limits limits;

  public PackagesConfigFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "packages.config";
  }

  @Override
  public String purlType() {
    return "nuget";
  }

  @Override
  public boolean reads(String fileName) {
    return fileName.equalsIgnoreCase("packages.config");
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    SourceText source = new SourceText(text);
    SourceElement root = XmlSource.read(path, source, limits);
    if (!root.name().equals("packages")) {
      throw new ManifestException(
          path + " is not a list of NuGet's packages: its root element is not <packages>");
    }
    List<SourceElement> packages =
        root.children("package").stream()
            .filter(
                one ->
                    one.attribute("id")
                        .map(id -> Coordinates.isName(id.value().value()))
                        .orElse(false))
            .toList();
    return new PackagesConfigManifest(path, source, root, packages);
  }
}
