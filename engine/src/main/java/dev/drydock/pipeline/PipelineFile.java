package dev.drydock.pipeline;

/// A file of a pipeline, as it is to be in the repository.
///
/// @param path from the root, with `/`
/// @param text all of it
/// @param executable whether it is a program
/// @param state how the repository is about it
public record PipelineFile(String path, String text, boolean executable, State state) {

  /// Whether it is there.
  public enum State {
    /// it is not, and can be written
    NEW,
    /// it is, and is just this
    SAME,
    /// another one is there, which stays
    OTHER
  }
}
