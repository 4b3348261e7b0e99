package dev.drydock.image;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An image cannot be read: what was wrong, in one line, and what the user can do about it.
public class ImageException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /// What went wrong, so that callers can choose what to do.
  public enum Kind {
    /// nothing there: file, tag or blob
    NOT_FOUND,
    /// the name stands for several, and nobody said which
    AMBIGUOUS,
    /// there, but not an image of a kind that is known
    NOT_AN_IMAGE,
    /// an image that contradicts itself: truncated, wrong digest, impossible manifest
    CORRUPT,
    /// a correct image with nothing for the platform asked for, or of an unknown media type
    UNSUPPORTED,
    /// the registry wants other credentials, or none help
    REFUSED,
    /// network or disk failed; trying again may help
    UNAVAILABLE,
    /// over one of the limits
    TOO_LARGE
  }

  /// @param message what happened and what to do, one line, for the user
  public ImageException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public ImageException(Kind kind, String message) {
    this(kind, message, null);
  }

  public Kind kind() {
    return kind;
  }
}
