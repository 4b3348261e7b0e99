package dev.drydock.project.gradle;

import dev.drydock.project.gradle.ScriptDependency.Form;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Group, artifact and version where they are written in an argument.
///
/// @param version `null` where none is written
record ScriptNotation(
    ScriptSlot group, ScriptSlot artifact, @Nullable ScriptSlot version, Form form) {

  /// Of `g:a`, `g:a:v`, `g:a:v:classifier@extension`, each with `!!` after a strict version; `null`
  /// where it is none of these.
  static @Nullable ScriptNotation ofText(ScriptSlot text) {
    List<Integer> colons = text.places(':');
    if (colons.isEmpty() || colons.size() > 3) {
      return null;
    }
    List<Integer> at = text.places('@');
    int end = at.isEmpty() ? text.written().length() : at.getFirst();
    int first = colons.getFirst();
    int second = colons.size() < 2 ? end : colons.get(1);
    if (second > end || second < first + 1) {
      return null;
    }
    ScriptSlot group = text.part(0, first);
    ScriptSlot artifact = text.part(first + 1, second);
    if (colons.size() < 2) {
      return new ScriptNotation(group, artifact, null, Form.TEXT);
    }
    int versionEnd = colons.size() < 3 ? end : colons.get(2);
    if (versionEnd < second + 1) {
      return null;
    }
    ScriptSlot version = text.part(second + 1, versionEnd);
    if (version.written().endsWith("!!")) {
      version = version.part(0, version.written().length() - 2);
    }
    return version.written().isEmpty()
        ? new ScriptNotation(group, artifact, null, Form.TEXT_WITHOUT_VERSION)
        : new ScriptNotation(group, artifact, version, Form.TEXT);
  }
}
