package dev.drydock.dockerfile;

import org.jspecify.annotations.Nullable;

/// How builders of before, and Buildah, note an instruction that runs nothing in the history of an
/// image: `/bin/sh -c #(nop) CMD ["sh"]`, as BuildKit notes `CMD ["sh"]`.
public final class NoOperation {
  private static final String MARKER = "#(nop)";

  private NoOperation() {}

  /// The instruction that is noted so; `null` where another command is, or it is not noted so.
  public static @Nullable String in(String createdBy) {
    int marker = createdBy.indexOf(MARKER);
    return marker < 0 ? null : createdBy.substring(marker + MARKER.length()).strip();
  }

  /// The instruction, noted so or as it is.
  public static String without(String createdBy) {
    String instruction = in(createdBy);
    return instruction == null ? createdBy.strip() : instruction;
  }
}
