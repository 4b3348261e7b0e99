package dev.drydock.project.toml;

/// One part of a key, without quotes, with its place.
public record TomlKey(String name, int start, int end) {}
