package dev.drydock.dockerfile.resolution;

import dev.drydock.dockerfile.Word;
import org.jspecify.annotations.Nullable;

/// A variable that took part in the reference of a base image.
///
/// @param value that it had
/// @param source who gave it that value
/// @param definition its default in an `ARG`, quotes included; `null` where it has none there
/// @param line of that `ARG`, from 1; 0 where there is none
public record Variable(
    String name, String value, Source source, @Nullable Word definition, int line) {

  /// Who gives a variable its value.
  public enum Source {
    /// the default of its `ARG`
    DEFAULT,
    /// whoever runs the build, by `--build-arg`
    BUILD,
    /// the platform that the build is for, or runs on
    PLATFORM
  }
}
