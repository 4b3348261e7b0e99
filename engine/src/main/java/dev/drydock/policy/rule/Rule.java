package dev.drydock.policy.rule;

import dev.drydock.policy.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One rule, as it counts after all policies that speak of it.
///
/// @param id by which policies and exceptions name it
/// @param level `null` where an inheriting policy has switched it off
/// @param when all of these hold of what breaks it
/// @param unless none of these holds
/// @param because in the words of whoever made it; `null` where they gave none
/// @param grace how long what breaks it counts less, from the day on which its fix was published,
///   or where there is none, on which it was published itself; `null` for not at all
/// @param relax what inheriting policies may take away from it
/// @param alreadyThere what counts for what a baseline has too
/// @param source where it was made
/// @param adjusted where inheriting policies changed it, the nearest last
public record Rule(
    String id,
    @Nullable Level level,
    About about,
    List<Condition> when,
    List<Condition> unless,
    @Nullable Expression expression,
    @Nullable String because,
    @Nullable Span grace,
    Relaxation relax,
    Scope scope,
    AlreadyThere alreadyThere,
    Source source,
    List<Source> adjusted) {

  public Rule {
    when = List.copyOf(when);
    unless = List.copyOf(unless);
    adjusted = List.copyOf(adjusted);
  }

  /// What counts for what a baseline has too, the strictest first.
  public enum AlreadyThere {
    /// as much as all else
    FULL("full"),
    WARN("warn"),
    INFO("info");

    private final String word;

    AlreadyThere(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /// What it says of what breaks it, where nobody gave a reason.
  public String conditions() {
    List<String> words = new ArrayList<>();
    for (Condition condition : when) {
      words.add(condition.words());
    }
    for (Condition condition : unless) {
      words.add("not: " + condition.words());
    }
    if (expression != null) {
      words.add("`" + expression.text().strip() + "`");
    }
    return String.join("; ", words);
  }

  /// The same, after an inheriting policy spoke of it.
  public Rule adjusted(
      @Nullable Level level,
      @Nullable String because,
      @Nullable Span grace,
      Relaxation relax,
      AlreadyThere alreadyThere,
      Source by) {
    List<Source> all = new ArrayList<>(adjusted);
    all.add(by);
    return new Rule(
        id,
        level,
        about,
        when,
        unless,
        expression,
        because,
        grace,
        relax,
        scope,
        alreadyThere,
        source,
        all);
  }
}
