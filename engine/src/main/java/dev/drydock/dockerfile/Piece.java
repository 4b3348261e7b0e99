package dev.drydock.dockerfile;

/// A stretch of whole lines of a Dockerfile; all of them one after the other are its text.
public sealed interface Piece permits Instruction, Trivia {
  /// Where it begins in the text.
  int start();

  /// Where the next one begins.
  int end();

  /// Its text with all that belongs to it, the end of its last line included.
  String raw();
}
