package dev.drydock.change.git;

/// What a change is made on top of.
///
/// @param branch short name; `HEAD` where no branch is checked out
/// @param commit id of its newest commit
public record Base(String branch, String commit) {}
