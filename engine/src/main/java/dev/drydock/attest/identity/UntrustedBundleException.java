package dev.drydock.attest.identity;

import org.jspecify.annotations.Nullable;

/// A bundle proves nothing of who signed it: why, for people, as the end of a sentence that begins
/// with "it".
public final class UntrustedBundleException extends Exception {
  private static final long serialVersionUID = 1L;

  public UntrustedBundleException(String message) {
    super(message);
  }

  public UntrustedBundleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
