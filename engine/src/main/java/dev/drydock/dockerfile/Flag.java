package dev.drydock.dockerfile;

import org.jspecify.annotations.Nullable;

/// An option of an instruction, `--platform=linux/arm64` for instance.
///
/// @param name without its dashes
/// @param value `null` where it has none
/// @param start where it is in the Dockerfile
public record Flag(String name, @Nullable String value, int start, int end) {}
