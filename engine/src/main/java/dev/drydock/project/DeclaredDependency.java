package dev.drydock.project;

import java.util.Optional;

/// One dependency as a project file declares it.
///
/// @param name as the ecosystem writes it: `group:artifact` (Maven, Gradle), `@scope/name` (npm), a
///   module path (Go), `vendor/name` (Composer)
/// @param requirement the version text as written after properties and variables are resolved,
///   `^1.2.3` for instance; empty where none is written
/// @param version the version that `requirement` starts from or pins, `1.2.3`; absent where it
///   names none
/// @param line the line of the declaration, from 1
/// @param development whether only tests or builds use it, as far as the file tells
public record DeclaredDependency(
    String name, String requirement, Optional<String> version, int line, boolean development) {}
