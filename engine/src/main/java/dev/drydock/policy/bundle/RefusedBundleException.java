package dev.drydock.policy.bundle;

/// A policy from elsewhere is not what it should be, or not to be trusted. The message goes on
/// where the name of the policy ends: `is not signed …`.
public final class RefusedBundleException extends Exception {
  private static final long serialVersionUID = 1L;

  public RefusedBundleException(String message) {
    super(message);
  }
}
