package dev.drydock.project.python;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.source.SourceText;

/// `setup.cfg` of setuptools
/// ([its description](https://setuptools.pypa.io/en/latest/userguide/declarative_config.html)).
///
///     [options]
///     install_requires =
///         requests>=2.28
///         importlib-metadata; python_version<"3.10"
///     [options.extras_require]
///     tests = pytest>=7; pytest-cov
public final class SetupCfgFormat implements ManifestFormat {
  private final Limits limits;

  public SetupCfgFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "setup.cfg";
  }

  @Override
  public String purlType() {
    return "pypi";
  }

  @Override
  public boolean reads(String fileName) {
    return fileName.equals("setup.cfg");
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return new SetupCfg(SourceText.of(path, text, limits));
  }
}
