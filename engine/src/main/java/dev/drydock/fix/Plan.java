package dev.drydock.fix;

import dev.drydock.match.Finding;
import java.util.ArrayList;
import java.util.List;

/// The few actions that remove the most risk, and what is left after them.
///
/// @param actions the one that removes the most risk first
/// @param remaining what no action removes, and why
/// @param predicted all findings after all actions, as a scan of the rebuilt image would give them
/// @param undecided what could not be told, and why, one line each
/// @param gap how much more than the least all actions together cost at most, as a part of that; 0
///   where no choice of actions that removes the same costs less, which is nearly always
public record Plan(
    List<Action> actions,
    List<Remaining> remaining,
    List<Finding> predicted,
    List<String> undecided,
    double gap) {
  public Plan {
    actions = List.copyOf(actions);
    remaining = List.copyOf(remaining);
    predicted = List.copyOf(predicted);
    undecided = List.copyOf(undecided);
  }

  /// A plan whose choice is known to be the cheapest.
  public Plan(
      List<Action> actions,
      List<Remaining> remaining,
      List<Finding> predicted,
      List<String> undecided) {
    this(actions, remaining, predicted, undecided, 0);
  }

  /// The same, with more that could not be told.
  public Plan withUndecided(List<String> more) {
    List<String> all = new ArrayList<>(undecided);
    all.addAll(more);
    return new Plan(actions, remaining, predicted, all, gap);
  }

  /// A finding that stays.
  ///
  /// @param finding index into the findings
  public record Remaining(int finding, Reason reason) {}

  /// Why a finding stays. The words are part of documents' contract.
  public enum Reason {
    NO_FIX("no-fix", "no fix is published yet"),
    WILL_NOT_FIX("will-not-fix", "its maker will not fix it"),
    UNDER_INVESTIGATION("under-investigation", "its maker is still looking at it"),
    UNDETERMINED("undetermined", "its version cannot be compared, so nobody knows"),
    STILL_AFFECTED("still-affected", "the newest fixed version of the package has it as well");

    private final String word;
    private final String words;

    Reason(String word, String words) {
      this.word = word;
      this.words = words;
    }

    public String word() {
      return word;
    }

    /// For people.
    public String words() {
      return words;
    }
  }
}
