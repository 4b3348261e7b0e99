package dev.drydock.project;

/// A kind of project file that declares direct dependencies: `pom.xml`, `package.json`,
/// `requirements.txt`, …
public interface ManifestFormat {
  /// As its users call it, for instance `pom.xml`.
  String name();

  /// The type of the purls of what it declares, for instance `maven`.
  String purlType();

  /// Whether a file of that name (the last segment of its path) is of this kind.
  boolean reads(String fileName);

  /// @throws ManifestException where the text is not of this kind; its message is one plain line
  ///   with the place
  ProjectManifest read(String path, String text) throws ManifestException;
}
