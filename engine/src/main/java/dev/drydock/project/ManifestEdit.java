package dev.drydock.project;

import dev.drydock.text.TextEdit;
import java.util.List;

/// What a change of a project file comes to.
public sealed interface ManifestEdit {
  /// @param line the first line that changes, from 1
  /// @param next what must be done after it, in words with the command, for instance that `npm
  ///   install` renews `package-lock.json`; empty where nothing is
  record Changed(List<TextEdit> edits, int line, String next) implements ManifestEdit {
    public Changed {
      edits = List.copyOf(edits);
    }
  }

  /// The file already says so.
  record Satisfied() implements ManifestEdit {}

  /// @param reason why it cannot be done here, and what to do instead, in one plain line
  record Refused(String reason) implements ManifestEdit {}
}
