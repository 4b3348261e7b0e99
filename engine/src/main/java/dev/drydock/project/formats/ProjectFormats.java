package dev.drydock.project.formats;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.maven.PomFormat;
import dev.drydock.project.npm.PackageJsonFormat;
import dev.drydock.project.python.PipfileFormat;
import dev.drydock.project.python.PyprojectFormat;
import dev.drydock.project.python.RequirementsFormat;
import dev.drydock.project.python.SetupCfgFormat;
import java.util.List;

/// The kinds of project files that are known, each once.
public final class ProjectFormats {
  private ProjectFormats() {}

  public static List<ManifestFormat> builtIn() {
    return List.of(
        new PomFormat(Limits.defaults()),
        new PackageJsonFormat(Limits.defaults()),
        new RequirementsFormat(Limits.defaults()),
        new PyprojectFormat(Limits.defaults()),
        new PipfileFormat(Limits.defaults()),
        new SetupCfgFormat(Limits.defaults()));
  }
}
