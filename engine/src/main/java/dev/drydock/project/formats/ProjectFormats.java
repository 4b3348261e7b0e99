package dev.drydock.project.formats;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.composer.ComposerJsonFormat;
import dev.drydock.project.golang.GoModFormat;
import dev.drydock.project.gradle.GradleBuildFormat;
import dev.drydock.project.gradle.GradleCatalogFormat;
import dev.drydock.project.maven.PomFormat;
import dev.drydock.project.npm.PackageJsonFormat;
import dev.drydock.project.nuget.MsbuildProjectFormat;
import dev.drydock.project.nuget.PackagesConfigFormat;
import dev.drydock.project.nuget.PackagesPropsFormat;
import dev.drydock.project.python.PipfileFormat;
import dev.drydock.project.python.PyprojectFormat;
import dev.drydock.project.python.RequirementsFormat;
import dev.drydock.project.python.SetupCfgFormat;
import dev.drydock.project.ruby.GemfileFormat;
import dev.drydock.project.ruby.GemspecFormat;
import dev.drydock.project.rust.CargoTomlFormat;
import java.util.ArrayList;
import java.util.List;

/// The kinds of project files that are known, each once.
public final class ProjectFormats {
  private ProjectFormats() {}

  public static List<ManifestFormat> builtIn() {
    List<ManifestFormat> formats = new ArrayList<>();
    for (ManifestFormat format : all()) {
      formats.add(new VerifiedFormat(format));
    }
    return List.copyOf(formats);
  }

  private static List<ManifestFormat> all() {
    return List.of(
        new PomFormat(Limits.defaults()),
        new GradleBuildFormat(Limits.defaults()),
        new GradleCatalogFormat(Limits.defaults()),
        new PackageJsonFormat(Limits.defaults()),
        new RequirementsFormat(Limits.defaults()),
        new PyprojectFormat(Limits.defaults()),
        new PipfileFormat(Limits.defaults()),
        new SetupCfgFormat(Limits.defaults()),
        new GoModFormat(Limits.defaults()),
        new GemfileFormat(Limits.defaults()),
        new GemspecFormat(Limits.defaults()),
        new CargoTomlFormat(Limits.defaults()),
        new ComposerJsonFormat(Limits.defaults()),
        new MsbuildProjectFormat(Limits.defaults()),
        new PackagesPropsFormat(Limits.defaults()),
        new PackagesConfigFormat(Limits.defaults()));
  }
}
