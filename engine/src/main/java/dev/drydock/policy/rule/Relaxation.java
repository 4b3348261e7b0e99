package dev.drydock.policy.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What policies that inherit a rule may take away from it.
///
/// @param exceptions whether they may excuse what breaks it
/// @param level whether they may lower its level, or switch it off
/// @param grace up to how long a time of grace they may give; `null` for none
/// @param settings whether they may loosen what stands beside the rules
public record Relaxation(
    boolean exceptions, boolean level, @Nullable Span grace, boolean settings) {

  public static final Relaxation NOTHING = new Relaxation(false, false, null, false);

  /// Whether all that this allows is allowed by `other` too.
  public boolean within(Relaxation other) {
    return (!exceptions || other.exceptions)
        && (!level || other.level)
        && (!settings || other.settings)
        && (grace == null
            || other.grace != null && grace.length().compareTo(other.grace.length()) <= 0);
  }

  /// What may be relaxed, in words; `nothing` where nothing may.
  public String words() {
    List<String> words = new ArrayList<>();
    if (exceptions) {
      words.add("exceptions");
    }
    if (level) {
      words.add("level");
    }
    if (grace != null) {
      words.add("grace up to " + grace.words());
    }
    if (settings) {
      words.add("settings");
    }
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }
}
