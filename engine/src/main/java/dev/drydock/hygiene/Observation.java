package dev.drydock.hygiene;

import org.jspecify.annotations.Nullable;

/// One careless thing about an image.
///
/// @param rule stable and unique, such as `secret/private-key` or `root-user`
/// @param message what was seen, one line; never holds a secret
/// @param path of the file, the first one where `count` is more than one; `null` where it is the
///   configuration that is spoken of
/// @param count of files
/// @param layer index; -1 where it is the configuration that is spoken of
/// @param instruction of the build that made the layer; `null` where the image does not say
/// @param remedy what to do, one line
/// @param place in the Dockerfile; `null` where none is known, or it is not what made this
public record Observation(
    String rule,
    Severity severity,
    String message,
    @Nullable String path,
    int count,
    int layer,
    @Nullable String instruction,
    String remedy,
    @Nullable Place place) {

  /// One of which no place in a Dockerfile is known.
  public Observation(
      String rule,
      Severity severity,
      String message,
      @Nullable String path,
      int count,
      int layer,
      @Nullable String instruction,
      String remedy) {
    this(rule, severity, message, path, count, layer, instruction, remedy, null);
  }

  /// A line of a Dockerfile.
  ///
  /// @param file as its reader named it
  /// @param line from 1
  public record Place(String file, int line) {}

  Observation at(@Nullable Place place) {
    return new Observation(rule, severity, message, path, count, layer, instruction, remedy, place);
  }

  /// How much it matters. The worst first.
  public enum Severity {
    /// someone can use it against you
    HIGH,
    /// it makes an attack that succeeds elsewhere worse
    MEDIUM,
    /// good practice
    LOW;

    /// As reports write it.
    public String word() {
      return switch (this) {
        case HIGH -> "high";
        case MEDIUM -> "medium";
        case LOW -> "low";
      };
    }
  }
}
