package dev.drydock.project.python;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.toml.TomlDocument;

/// `pyproject.toml` (PEP 621, PEP 735), and what Poetry, uv, PDM and Hatch keep in it.
///
///     [project]
///     dependencies = ["requests>=2.28", "flask[async]~=2.2"]
///
///     [tool.poetry.dependencies]
///     django = { version = "^4.2", extras = ["argon2"] }
public final class PyprojectFormat implements ManifestFormat {
  static final String KIND = "a pyproject.toml";

  private final Limits limits;

  public PyprojectFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "pyproject.toml";
  }

  @Override
  public String purlType() {
    return "pypi";
  }

  @Override
  public boolean reads(String fileName) {
    return fileName.equals("pyproject.toml");
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return new Pyproject(TomlDocument.read(path, text, KIND, limits));
  }
}
