package dev.drydock.change.git;

import dev.drydock.change.ChangeSet;

/// A branch of an earlier run that holds an action which is now part of another change set.
///
/// @param branch its short name
/// @param key of the change set that it was made for
/// @param by what holds the action now
public record Superseded(String branch, String key, ChangeSet by) {}
