package dev.drydock.dockerfile.edit;

import dev.drydock.dockerfile.Stage;
import dev.drydock.text.TextEdit;
import java.util.List;

/// What a change of a stage's base comes to.
public sealed interface BaseEdit {
  /// @param line the first line that changes, from 1
  /// @param before the reference before, variables resolved
  /// @param after the reference after the edits
  /// @param alsoChanged other stages whose base changes with it, as they share an `ARG`
  /// @param notes what else whoever makes the change should know, one plain line each
  record Changed(
      List<TextEdit> edits,
      int line,
      String before,
      String after,
      List<Stage> alsoChanged,
      List<String> notes)
      implements BaseEdit {
    public Changed {
      edits = List.copyOf(edits);
      alsoChanged = List.copyOf(alsoChanged);
      notes = List.copyOf(notes);
    }
  }

  /// The file already says so.
  record Satisfied() implements BaseEdit {}

  /// @param reason why it cannot be done here, and what to do instead, in one plain line
  record Refused(String reason) implements BaseEdit {}
}
