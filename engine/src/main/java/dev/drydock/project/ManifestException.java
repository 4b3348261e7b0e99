package dev.drydock.project;

/// A project file that cannot be read as what its name says; the message is one plain line that
/// names the file and the place.
public final class ManifestException extends Exception {
  private static final long serialVersionUID = 1L;

  public ManifestException(String message) {
    super(message);
  }
}
