package dev.drydock.policy.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a rule counts. A list that is empty asks for nothing; of each other list one pattern has
/// to match.
///
/// @param images patterns for references
public record Scope(
    List<Glob> images, List<Glob> teams, List<Glob> branches, List<Glob> environments) {

  public static final Scope EVERYWHERE = new Scope(List.of(), List.of(), List.of(), List.of());

  public Scope {
    images = List.copyOf(images);
    teams = List.copyOf(teams);
    branches = List.copyOf(branches);
    environments = List.copyOf(environments);
  }

  /// @param image its reference
  public boolean holds(String image, Setting setting) {
    return matches(images, image)
        && matches(teams, setting.team())
        && matches(branches, setting.branch())
        && matches(environments, setting.environment());
  }

  /// What nobody told is in every scope: a gate that is not told where it stands is the strict one.
  private static boolean matches(List<Glob> globs, @Nullable String name) {
    if (globs.isEmpty() || name == null) {
      return true;
    }
    for (Glob glob : globs) {
      if (glob.matches(name)) {
        return true;
      }
    }
    return false;
  }

  /// Where a gate stands.
  ///
  /// @param team `null` where nobody said
  /// @param branch `null` where nobody said
  /// @param environment `null` where nobody said
  public record Setting(
      @Nullable String team, @Nullable String branch, @Nullable String environment) {
    public static final Setting UNKNOWN = new Setting(null, null, null);

    /// The same, in that team where nobody said another one.
    ///
    /// @param known `null` where nobody knows
    public Setting ofTeam(@Nullable String known) {
      return team == null ? new Setting(known, branch, environment) : this;
    }
  }

  /// As words to follow a comma; empty where it is everywhere.
  public String words() {
    List<String> words = new ArrayList<>();
    add(words, "images", images);
    add(words, "teams", teams);
    add(words, "branches", branches);
    add(words, "environments", environments);
    return words.isEmpty() ? "" : "only for " + String.join(" and ", words);
  }

  private static void add(List<String> words, String kind, List<Glob> globs) {
    if (!globs.isEmpty()) {
      List<String> texts = new ArrayList<>();
      for (Glob glob : globs) {
        texts.add(glob.text());
      }
      words.add(kind + " " + String.join(" or ", texts));
    }
  }
}
