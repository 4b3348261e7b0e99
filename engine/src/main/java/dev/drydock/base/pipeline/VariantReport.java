package dev.drydock.base.pipeline;

import dev.drydock.image.Digest;
import dev.drydock.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far one variant came.
///
/// @param variant `debian/12`
/// @param candidate with its tag; `null` where nothing was made
/// @param digest of its manifest; `null` where nothing was made
/// @param comparison with the version in use, as the evidence has it; `null` where there is none
/// @param fix what became of the plan's fixes; `null` where none was tried
/// @param failure why it could not go on, one line; `null` where every step was run to its end
public record VariantReport(
    String variant,
    Outcome outcome,
    @Nullable String candidate,
    @Nullable Digest digest,
    List<StepReport> steps,
    @Nullable Json comparison,
    @Nullable Fix fix,
    @Nullable String failure) {

  public VariantReport {
    steps = List.copyOf(steps);
  }

  /// What became of it.
  public enum Outcome {
    /// people can approve it
    READY,
    /// ready once the changes that were tried are committed
    READY_WITH_CHANGES,
    /// something objects to it
    REFUSED,
    /// something outside did not answer or could not be read
    UNREADABLE;

    public String word() {
      return switch (this) {
        case READY -> "ready";
        case READY_WITH_CHANGES -> "ready-with-changes";
        case REFUSED -> "refused";
        case UNREADABLE -> "unreadable";
      };
    }
  }

  /// The plan's fixes, tried on a copy of the recipe.
  ///
  /// @param diff what was changed
  /// @param steps of the candidate that came of it
  public record Fix(
      String diff,
      boolean passed,
      @Nullable String candidate,
      @Nullable Digest digest,
      List<StepReport> steps,
      @Nullable Json comparison,
      @Nullable String failure) {
    public Fix {
      steps = List.copyOf(steps);
    }
  }
}
