package dev.drydock.dockerfile;

/// A word of an instruction.
///
/// @param text as written, with its quotes, unless whoever gives it says otherwise
/// @param start where it is in the Dockerfile
/// @param end after its last character; within it may lie continuations of the line
public record Word(String text, int start, int end) {}
