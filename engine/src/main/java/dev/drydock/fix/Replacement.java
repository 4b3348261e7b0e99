package dev.drydock.fix;

/// The maintained alternative of a package that has no fix or no maintainer any more.
///
/// @param type purl type of both
/// @param name as the ecosystem writes it
/// @param replacement as the ecosystem writes it
/// @param version the lowest version to take
/// @param reason one sentence: what became of the old one
/// @param source the page that says so
public record Replacement(
    String type, String name, String replacement, String version, String reason, String source) {}
