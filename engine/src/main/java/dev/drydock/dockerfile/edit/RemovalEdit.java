package dev.drydock.dockerfile.edit;

import dev.drydock.text.TextEdit;
import java.util.List;

/// What the removal of packages from a stage comes to.
public sealed interface RemovalEdit {
  /// @param line the first line that changes, from 1
  /// @param takenOut packages that are not installed any more
  /// @param removed packages that an instruction removes, in a layer of its own
  record Changed(List<TextEdit> edits, int line, List<String> takenOut, List<String> removed)
      implements RemovalEdit {
    public Changed {
      edits = List.copyOf(edits);
      takenOut = List.copyOf(takenOut);
      removed = List.copyOf(removed);
    }
  }

  /// @param reason why it cannot be done here, and what to do instead, in one plain line
  record Refused(String reason) implements RemovalEdit {}
}
