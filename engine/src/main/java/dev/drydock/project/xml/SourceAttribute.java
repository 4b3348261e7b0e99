package dev.drydock.project.xml;

/// An attribute of an element.
///
/// @param name with its prefix
/// @param value between the quotes
/// @param quote that stands around it
public record SourceAttribute(String name, Written value, char quote) {}
