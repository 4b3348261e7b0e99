package dev.drydock.dockerfile;

/// A parser directive at the top of a Dockerfile, `# escape=` for instance.
///
/// @param name in lower case
/// @param line from 1
public record Directive(String name, String value, int line) {}
