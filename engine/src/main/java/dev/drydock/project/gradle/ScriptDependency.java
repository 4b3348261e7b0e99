package dev.drydock.project.gradle;

import java.util.List;

/// A dependency, a constraint or a platform as a build script declares it.
///
/// @param name `group:artifact`, variables resolved
/// @param versions where its version is written: nowhere, in one place, or in the several of a rich
///   version
/// @param form how it is written
/// @param start of what declares it, the argument of a configuration
/// @param end after it
record ScriptDependency(
    ScriptBlock block,
    String configuration,
    String name,
    ScriptSlot group,
    ScriptSlot artifact,
    List<ScriptSlot> versions,
    Form form,
    int start,
    int end,
    Statement statement) {

  enum Form {
    /// `'g:a:v'`
    TEXT,
    /// `'g:a::classifier'`, whose version is empty
    TEXT_WITHOUT_VERSION,
    /// `group: 'g', name: 'a', version: 'v'`
    MAP,
    /// `"g", "a", "v"`
    KOTLIN_POSITIONAL,
    /// `kotlin("stdlib")`, whose group goes without saying
    KOTLIN_MODULE
  }

  /// @param arguments where they start and end, in the order of the file
  record Statement(int start, int end, List<Argument> arguments) {}

  record Argument(int start, int end) {}

  boolean isDevelopment() {
    return ScriptConfigurations.isForDevelopment(configuration) || block.isForTests();
  }
}
