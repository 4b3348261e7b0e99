package dev.drydock.change.host;

/// What a pull request is to say.
///
/// @param branch short name of the branch with the change, in the same project
/// @param target short name of the branch that it is to go to; only looked at where the request is
///   made, since people may choose another afterwards
/// @param body Markdown
public record Proposal(String branch, String target, String title, String body) {}
