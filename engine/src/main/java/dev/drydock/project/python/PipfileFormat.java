package dev.drydock.project.python;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.toml.TomlDocument;

/// `Pipfile` ([Pipenv's description](https://pipenv.pypa.io/en/latest/pipfile.html)).
///
///     [packages]
///     requests = "*"
///     flask = { version = "~=2.2", extras = ["async"] }
///
///     [dev-packages]
///     pytest = ">=7"
public final class PipfileFormat implements ManifestFormat {
  private final Limits limits;

  public PipfileFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "Pipfile";
  }

  @Override
  public String purlType() {
    return "pypi";
  }

  @Override
  public boolean reads(String fileName) {
    return fileName.equals("Pipfile");
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return new Pipfile(TomlDocument.read(path, text, "a Pipfile", limits));
  }
}
