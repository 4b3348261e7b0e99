package dev.drydock.project.declaration;

import dev.drydock.text.TextEdit;
import java.util.List;

/// What changing one declaration comes to.
public sealed interface Change {
  /// @param edits none where the declaration says so already
  record Edits(List<TextEdit> edits) implements Change {
    public Edits {
      edits = List.copyOf(edits);
    }
  }

  /// @param reason in one plain line with what to do instead
  record Refusal(String reason) implements Change {}

  static Change none() {
    return new Edits(List.of());
  }

  static Change of(TextEdit edit) {
    return new Edits(List.of(edit));
  }
}
