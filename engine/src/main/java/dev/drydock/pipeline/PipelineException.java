package dev.drydock.pipeline;

/// No pipeline can be written here as it was asked for; the message is one line with what to do.
public final class PipelineException extends Exception {
  private static final long serialVersionUID = 1L;

  /// Whose the next move is.
  public enum Kind {
    /// the user has to say more, or something else
    UNCLEAR,
    /// something is not as it has to be
    UNUSABLE
  }

  private final Kind kind;

  PipelineException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
