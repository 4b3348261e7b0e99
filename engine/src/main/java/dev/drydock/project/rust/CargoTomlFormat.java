package dev.drydock.project.rust;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.toml.TomlDocument;

/// `Cargo.toml`
/// ([specifying dependencies](https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html)).
///
///     [dependencies]
///     time = "0.3"
///     serde = { version = "1.0.150", features = ["derive"] }
///
///     [target.'cfg(unix)'.dependencies.nix]
///     version = "~0.26"
public final class CargoTomlFormat implements ManifestFormat {
  private final Limits limits;

  public CargoTomlFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "Cargo.toml";
  }

  @Override
  public String purlType() {
    return "cargo";
  }

  @Override
  public boolean reads(String fileName) {
    return fileName.equals("Cargo.toml");
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return new CargoToml(TomlDocument.read(path, text, "a Cargo.toml", limits));
  }
}
