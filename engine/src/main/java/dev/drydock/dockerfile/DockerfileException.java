package dev.drydock.dockerfile;

/// A Dockerfile that no builder would take; the message is one plain line that names the file, the
/// line and what to do.
public final class DockerfileException extends Exception {
  private static final long serialVersionUID = 1L;

  DockerfileException(String path, int line, String what) {
    super(path + ":" + line + ": " + what);
  }
}
