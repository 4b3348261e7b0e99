package dev.drydock.project;

import java.util.List;

/// The kinds of project files that are known, each once.
public final class ProjectFormats {
  private ProjectFormats() {}

  public static List<ManifestFormat> builtIn() {
    return List.of();
  }
}
