package dev.drydock.report;

/// How much something that a report tells of matters there, the gravest first.
public enum Weight {
  /// it stops the image; where no policy was asked, somebody has to act now
  ERROR,
  /// people are told; where no policy was asked, somebody has to attend to it soon
  WARNING,
  /// it is there to look up
  NOTE,
  /// it would stop the image or be told, had nobody answered for it
  EXCUSED
}
