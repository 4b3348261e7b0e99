package dev.drydock.image.gzip;

import java.util.zip.ZipException;

/// The stream is not what RFC 1951 and 1952 say.
final class DamagedException extends ZipException {
  private static final long serialVersionUID = 1L;

  DamagedException(String reason) {
    super("its gzip data is damaged (" + reason + ")");
  }
}
