package dev.drydock.pipeline;

import org.jspecify.annotations.Nullable;

/// What the image of a repository is built from.
///
/// @param dockerfile its path from the root of the repository, with `/`
/// @param target the stage that is built; `null` for the last one
/// @param context the directory whose files the build may copy, from the root; `.` for all
public record Recipe(String dockerfile, @Nullable String target, String context) {}
