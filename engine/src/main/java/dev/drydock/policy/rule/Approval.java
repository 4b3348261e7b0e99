package dev.drydock.policy.rule;

/// Who decides on exceptions that are asked for on a server. It is never the one who asks.
///
/// @param by who may approve
/// @param fourEyes whether two different people have to
public record Approval(Approver by, boolean fourEyes) {
  /// Where no policy says anything.
  public static final Approval DEFAULT = new Approval(Approver.SECURITY, false);

  /// Roles of the server, the stricter one first.
  public enum Approver {
    SECURITY("security", "somebody of the organisation's security"),
    MAINTAINER(
        "maintainer", "a maintainer of the team, or somebody of the organisation's security");

    private final String word;
    private final String title;

    Approver(String word, String title) {
      this.word = word;
      this.title = title;
    }

    public String word() {
      return word;
    }

    /// In words: `a maintainer of the team, or …`.
    public String title() {
      return title;
    }
  }

  /// How many different people have to approve.
  public int required() {
    return fourEyes ? 2 : 1;
  }

  /// A sentence.
  public String words() {
    return (fourEyes ? "On a server two different people approve them, each " : "On a server ")
        + by.title()
        + (fourEyes ? "" : " approves them")
        + "; never the one who asks.";
  }
}
