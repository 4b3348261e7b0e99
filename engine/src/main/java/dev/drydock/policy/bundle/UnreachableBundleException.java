package dev.drydock.policy.bundle;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A policy from elsewhere could not be got. A gate whose orders did not arrive stays closed.
public final class UnreachableBundleException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreachableBundleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
