package dev.drydock.dockerfile.resolution;

import dev.drydock.dockerfile.Stage;
import java.util.List;

/// What a stage builds upon.
public sealed interface Base {
  /// An image from elsewhere.
  ///
  /// @param reference with every variable resolved
  /// @param variables that took part
  record Image(String reference, List<Variable> variables) implements Base {
    public Image {
      variables = List.copyOf(variables);
    }
  }

  /// A stage further up.
  record EarlierStage(Stage stage) implements Base {}

  /// Nothing at all: `FROM scratch`.
  record Scratch() implements Base {}

  /// @param reason why nobody can say, in one plain line
  record Unresolved(String reason) implements Base {}
}
