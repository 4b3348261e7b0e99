package dev.drydock.project.gradle;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;

/// Gradle's `build.gradle` in Groovy and `build.gradle.kts` in Kotlin, as far as they can be read
/// without being run: texts, maps, platforms, constraints, and variables that hold one text.
public final class GradleBuildFormat implements ManifestFormat {
  private final Limits limits;

  public GradleBuildFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "build.gradle";
  }

  @Override
  public String purlType() {
    return "maven";
  }

  @Override
  public boolean reads(String fileName) {
    return fileName.equals("build.gradle") || fileName.equals("build.gradle.kts");
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return new ScriptManifest(BuildScript.read(path, text, path.endsWith(".kts"), limits));
  }
}
