package dev.drydock.jenkins;

/// What a failing step throws: the build ends there, unless the pipeline catches it.
final class StepFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StepFailure(String message) {
    super(message);
  }
}
