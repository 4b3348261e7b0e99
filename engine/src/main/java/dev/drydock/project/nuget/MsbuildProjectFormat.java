package dev.drydock.project.nuget;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import java.util.List;
import java.util.Locale;

/// The project files of .NET, `*.csproj`, `*.fsproj` and `*.vbproj`, with their `PackageReference`
/// items (NuGet documentation, "PackageReference in project files").
public final class MsbuildProjectFormat implements ManifestFormat {
  private static final List<String> ENDINGS = List.of(".csproj", ".fsproj", ".vbproj");

  private final Limits limits;

  public MsbuildProjectFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "*.csproj";
  }

  @Override
  public String purlType() {
    return "nuget";
  }

  @Override
  public boolean reads(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return new MsbuildManifest(MsbuildFile.read(path, text, limits), false);
  }
}
