package dev.drydock.project.npm;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.json.JsonDocument;

/// `package.json` ([npm's description](https://docs.npmjs.com/cli/configuring-npm/package-json)).
///
///     {
///       "dependencies": { "express": "^4.17.1" },
///       "devDependencies": { "jest": "~29.5.0" },
///       "overrides": { "minimist": "1.2.8" }
///     }
public final class PackageJsonFormat implements ManifestFormat {
  private final Limits limits;

  public PackageJsonFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "package.json";
  }

  @Override
  public String purlType() {
    return "npm";
  }

  @Override
  public boolean reads(String fileName) {
    return fileName.equals("package.json");
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return new PackageJson(JsonDocument.read(path, text, "a package.json", limits));
  }
}
