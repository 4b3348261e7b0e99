package dev.drydock.explain;

import org.jspecify.annotations.Nullable;

/// The kind of mistake behind a vulnerability, by its number in the
/// [CWE](https://cwe.mitre.org/data/index.html).
///
/// @param name in plain words; `null` where the table here does not have it
/// @param words what goes wrong, in a sentence; `null` likewise
public record Weakness(String id, @Nullable String name, @Nullable String words) {}
