package dev.drydock.approval;

import dev.drydock.attest.Checked;
import dev.drydock.image.Digest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What all decisions beside one image come to, at one time.
///
/// @param subject the image, by the digest of its manifest
/// @param family, variant `null` where nobody on the list says anything
/// @param tag that is never moved; `null` where it was not approved by anybody
/// @param required how many different people have to approve
/// @param approvals that count, one for each person, the earliest first
/// @param missing those who could still approve
/// @param ending what ended or limits the approval; `null` where nothing did
/// @param approvedAt when so many had approved that it counted for the first time; `null` where it
///   never did
/// @param expires until when it stays approved if nobody says more; `null` for without end
/// @param supportUntil the last day on which the base is looked after; `null` where nobody says
/// @param content what the decisions are about
/// @param votes all decisions of people on the list, the earliest first
/// @param refused what looks like a decision and does not count
public record Judgement(
    Digest subject,
    State state,
    @Nullable String family,
    @Nullable String variant,
    @Nullable BaseTag tag,
    int required,
    List<Vote> approvals,
    List<String> missing,
    @Nullable Vote ending,
    @Nullable Instant approvedAt,
    @Nullable Instant expires,
    @Nullable LocalDate supportUntil,
    BaseContent content,
    List<Vote> votes,
    List<RefusedDecision> refused) {

  public Judgement {
    approvals = List.copyOf(approvals);
    missing = List.copyOf(missing);
    votes = List.copyOf(votes);
    refused = List.copyOf(refused);
  }

  /// What an image is, for who wants to build upon it.
  public enum State {
    APPROVED("approved"),
    DEPRECATED("deprecated"),
    RETIRED("retired"),
    REVOKED("revoked"),
    /// it was approved, and that or its support is over
    EXPIRED("expired"),
    /// some approve of it, not enough
    INCOMPLETE("incomplete"),
    /// nobody who counts has said anything
    UNDECIDED("undecided");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /// For documents and people.
    public String word() {
      return word;
    }
  }

  /// What the documents beside an image come to.
  ///
  /// @param listed the images of an index; empty where it is none
  /// @param documents verified with the keys of all approvers
  public static Judgement of(
      Digest subject,
      Set<Digest> listed,
      List<Checked> documents,
      Approvers approvers,
      Instant now) {
    return new Count(subject, listed, approvers, now).judge(documents);
  }

  /// Those whose approval counts.
  public List<String> approvedBy() {
    List<String> names = new ArrayList<>();
    approvals.forEach(one -> names.add(one.person()));
    return names;
  }

  /// The whole of it in one line, for people.
  public String words() {
    return switch (state) {
      case APPROVED ->
          "approved by " + listed(approvedBy()) + (expires == null ? "" : " until " + day(expires));
      case DEPRECATED -> "deprecated" + ended() + replacement();
      case RETIRED -> "retired" + ended() + replacement();
      case REVOKED -> "revoked" + ended();
      case EXPIRED -> "expired: " + over();
      case INCOMPLETE -> {
        int more = required - approvals.size();
        yield (approvals.isEmpty() ? "approved by nobody" : "approved by " + listed(approvedBy()))
            + "; "
            + more
            + " more "
            + (more == 1 ? "is" : "are")
            + " needed, of "
            + String.join(", ", missing);
      }
      case UNDECIDED -> "nobody on the list of approvers has decided about it";
    };
  }

  private String over() {
    return approvals.size() >= required && supportUntil != null
        ? "it was looked after until " + supportUntil
        : "the approvals that it had are over" + (expires == null ? "" : " since " + day(expires));
  }

  private String ended() {
    return ending == null
        ? ""
        : " by "
            + ending.person()
            + " on "
            + day(ending.decision().at())
            + ": "
            + ending.decision().reason();
  }

  private String replacement() {
    String other = ending == null ? null : ending.decision().replacement();
    return other == null ? "" : "; take " + other;
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static String listed(List<String> names) {
    return names.size() < 2
        ? String.join("", names)
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }
}
