package dev.drydock.change;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A change could not be carried where it was meant to go: what was wrong, in one line, and what
/// the user can do about it.
public final class ChangeException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /// What went wrong, so that callers can choose what to do.
  public enum Kind {
    /// a file, branch or remote is not as it was when the change was made
    STALE,
    /// a path, link or branch that is not ours to write
    FORBIDDEN,
    /// no repository, remote, project or program of that name
    NOT_FOUND,
    /// the host or the remote wants another token or other rights
    REFUSED,
    /// the host understood, and says that it cannot be
    INVALID,
    /// asked too often; later it works
    RATE_LIMITED,
    /// network, disk, program or host failed; trying again may help
    UNAVAILABLE,
    /// nothing that is known how to deal with
    UNSUPPORTED
  }

  /// @param message what happened and what to do, one line, for the user
  public ChangeException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public ChangeException(Kind kind, String message) {
    this(kind, message, null);
  }

  public Kind kind() {
    return kind;
  }
}
