package dev.drydock.project.formats;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.gradle.GradleBuildFormat;
import dev.drydock.project.gradle.GradleCatalogFormat;
import dev.drydock.project.maven.PomFormat;
import java.util.List;

/// The kinds of project files that are known, each once.
public final class ProjectFormats {
  private ProjectFormats() {}

  public static List<ManifestFormat> builtIn() {
    return List.of(
        new PomFormat(Limits.defaults()),
        new GradleBuildFormat(Limits.defaults()),
        new GradleCatalogFormat(Limits.defaults()));
  }
}
