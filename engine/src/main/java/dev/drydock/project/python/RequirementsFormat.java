package dev.drydock.project.python;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.source.SourceText;
import java.util.Locale;

/// `requirements.txt` and its kin, in pip's
/// [requirements file format](https://pip.pypa.io/en/stable/reference/requirements-file-format/).
///
///     -c constraints.txt
///     requests[socks]==2.31.0 ; python_version >= "3.8"  # for the proxy
///     urllib3>=1.26,<2
public final class RequirementsFormat implements ManifestFormat {
  private final Limits limits;

  public RequirementsFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "requirements.txt";
  }

  @Override
  public String purlType() {
    return "pypi";
  }

  /// `requirements-dev.txt`, `dev-requirements.in`, `constraints.txt` too.
  @Override
  public boolean reads(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    boolean extension = name.endsWith(".txt") || name.endsWith(".in");
    return extension && (name.contains("requirements") || name.startsWith("constraints"));
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return new RequirementsFile(SourceText.of(path, text, limits));
  }
}
