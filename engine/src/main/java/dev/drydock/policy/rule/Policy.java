package dev.drydock.policy.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that counts: the rules of a policy and of those that it inherits from.
///
/// @param files that it was read from, what is inherited first
/// @param rules in the order in which they are written, inherited ones first
/// @param excuses inherited ones first
/// @param unreachable what to do where the image cannot be reached
/// @param endless whether exceptions need no end
/// @param longest how far in the future the end of an exception may lie; `null` for any time
/// @param approval who decides on exceptions that are asked for on a server
/// @param bases where approved bases are; `null` where nobody says
/// @param downstreams where images are promoted to
public record Policy(
    List<String> files,
    List<Rule> rules,
    List<Excuse> excuses,
    Unreachable unreachable,
    boolean endless,
    @Nullable Span longest,
    Approval approval,
    @Nullable ApprovedBases bases,
    Downstreams downstreams) {

  public Policy {
    files = List.copyOf(files);
    rules = List.copyOf(rules);
    excuses = List.copyOf(excuses);
  }

  /// What to do where a registry does not answer.
  public enum Unreachable {
    DENY("deny"),
    PASS("pass");

    private final String word;

    Unreachable(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /// The rule of that id; `null` where there is none.
  public @Nullable Rule rule(String id) {
    for (Rule rule : rules) {
      if (rule.id().equals(id)) {
        return rule;
      }
    }
    return null;
  }
}
