package dev.drydock.catalog.conda;

/// By their names: the files in which packages of Python are pinned beside those of conda, and
/// which the catalogers of both read.
public final class CondaFiles {
  private CondaFiles() {}

  /// Of conda-lock: `conda-lock.yml`, `NAME.conda-lock.yml`.
  public static boolean condaLock(String name) {
    return name.endsWith("conda-lock.yml") || name.endsWith("conda-lock.yaml");
  }

  /// Of conda itself.
  public static boolean environment(String name) {
    return name.equals("environment.yml") || name.equals("environment.yaml");
  }
}
