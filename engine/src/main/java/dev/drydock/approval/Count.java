package dev.drydock.approval;

import dev.drydock.approval.Decision.Kind;
import dev.drydock.approval.Judgement.State;
import dev.drydock.approval.RefusedDecision.Reason;
import dev.drydock.attest.Checked;
import dev.drydock.image.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The counting of votes about one image: each person once, by the newest decision; those together
/// that agree about family, variant and layers.
final class Count {
  /// Clocks that go differently.
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final Comparator<Vote> BY_TIME =
      Comparator.comparing((Vote vote) -> vote.decision().at())
          .thenComparing(vote -> vote.decision().kind())
          .thenComparing(vote -> vote.document().hex());

  private final Digest subject;
  private final Set<Digest> listed;
  private final Approvers approvers;
  private final Instant now;
  private final List<Vote> votes = new ArrayList<>();
  private final List<RefusedDecision> refused = new ArrayList<>();

  /// @param listed the images of an index; empty where it is none
  Count(Digest subject, Set<Digest> listed, Approvers approvers, Instant now) {
    this.subject = subject;
    this.listed = Set.copyOf(listed);
    this.approvers = approvers;
    this.now = now;
  }

  Judgement judge(List<Checked> documents) {
    Set<Digest> seen = new HashSet<>();
    for (Checked document : documents) {
      if (seen.add(document.source().digest())) {
        take(document);
      }
    }
    votes.sort(BY_TIME);
    Map<String, Vote> newest = new LinkedHashMap<>();
    votes.forEach(vote -> newest.put(vote.person(), vote));
    List<Vote> standing = standing(newest);
    List<Vote> valid = new ArrayList<>();
    for (Vote vote : standing) {
      if (vote.expired(now)) {
        refuse(
            vote.document(),
            Reason.EXPIRED,
            "the approval of " + vote.person() + " counted until " + vote.expires());
      } else {
        valid.add(vote);
      }
    }
    List<Vote> approvals = largest(valid);
    List<Vote> once = largest(standing);
    Vote ending = ending(newest);
    State state = state(approvals, once, ending);
    return judgement(state, approvals, state == State.EXPIRED ? once : approvals, ending);
  }

  private void take(Checked document) {
    switch (document) {
      case Checked.Untrusted untrusted -> {
        String announced = untrusted.source().announced();
        if (announced == null || announced.equals(Decision.TYPE)) {
          untrusted(untrusted);
        }
      }
      case Checked.Trusted trusted -> {
        if (trusted.is(Decision.TYPE)) {
          trusted(trusted);
        }
      }
    }
  }

  private void untrusted(Checked.Untrusted document) {
    Digest digest = document.source().digest();
    switch (document.reason()) {
      case NO_TRUSTED_SIGNATURE ->
          refuse(
              digest, Reason.NOT_AN_APPROVER, "nobody on the list of approvers has signed it so");
      case OTHER_SUBJECT -> refuse(digest, Reason.OTHER_IMAGE, document.told());
      case MALFORMED_PREDICATE, UNKNOWN_PREDICATE ->
          refuse(digest, Reason.MALFORMED, document.told());
      case UNREADABLE, EXPIRED, NO_TIME -> refuse(digest, Reason.UNREADABLE, document.told());
    }
  }

  private void trusted(Checked.Trusted document) {
    Digest digest = document.source().digest();
    Approvers.Approver person = approvers.of(document.signer());
    if (person == null) {
      refuse(digest, Reason.NOT_AN_APPROVER, "nobody on the list of approvers has signed it so");
      return;
    }
    Decision decision;
    try {
      decision = DecisionReader.read(document.predicate());
    } catch (MalformedDecisionException e) {
      refuse(
          digest,
          Reason.MALFORMED,
          person.name() + " signed it, but it is no decision: " + e.getMessage());
      return;
    }
    BaseTag tag = BaseTag.parse(decision.tag()).orElse(null);
    if (tag == null || !tag.isOf(subject) || !tag.variant().equals(decision.variant())) {
      refuse(
          digest,
          Reason.MALFORMED,
          person.name() + " signed it, but its tag is not one of this image and variant");
    } else if (!decision.content().listed().equals(listed)) {
      refuse(
          digest,
          Reason.OTHER_IMAGE,
          person.name()
              + (listed.isEmpty()
                  ? " signed it about an index, and this is one image"
                  : " signed it about other images than those that this index lists"));
    } else if (decision.at().isAfter(now.plus(SKEW))) {
      refuse(
          digest,
          Reason.FUTURE,
          person.name() + " signed it for " + decision.at() + ", which is to come");
    } else {
      votes.add(new Vote(person.name(), decision, digest, expires(decision)));
    }
  }

  /// Only approvals end: a revocation stays until its own person takes it back.
  private @Nullable Instant expires(Decision decision) {
    if (decision.kind() != Kind.APPROVED) {
      return null;
    }
    Duration most = approvers.expires();
    Instant end = most == null ? null : decision.at().plus(most);
    Instant own = decision.expires();
    return end == null || own != null && own.isBefore(end) ? own : end;
  }

  /// The approvals that their people have not taken back, one for each. Who deprecates an image
  /// that he approved stays by that.
  private List<Vote> standing(Map<String, Vote> newest) {
    Map<String, Vote> standing = new LinkedHashMap<>();
    for (Vote vote : votes) {
      Vote last = newest.get(vote.person());
      boolean stays = last != null && (last.is(Kind.APPROVED) || last.is(Kind.DEPRECATED));
      if (vote.is(Kind.APPROVED) && stays) {
        Vote earlier = standing.put(vote.person(), vote);
        if (earlier != null) {
          refuse(
              earlier.document(),
              Reason.SAME_PERSON,
              vote.person() + " has approved it again since, and counts once");
        }
      }
    }
    return new ArrayList<>(standing.values());
  }

  /// Those that agree with the most others; of equally many the earliest.
  private static List<Vote> largest(List<Vote> votes) {
    Map<Vote.Matter, List<Vote>> byMatter = new LinkedHashMap<>();
    for (Vote vote : votes.stream().sorted(BY_TIME).toList()) {
      byMatter.computeIfAbsent(vote.matter(), _ -> new ArrayList<>()).add(vote);
    }
    List<Vote> largest = List.of();
    for (List<Vote> group : byMatter.values()) {
      largest = group.size() > largest.size() ? group : largest;
    }
    return largest;
  }

  /// The gravest, of equally grave ones the newest.
  private static @Nullable Vote ending(Map<String, Vote> newest) {
    Vote gravest = null;
    for (Vote vote : newest.values().stream().sorted(BY_TIME).toList()) {
      if (!vote.is(Kind.APPROVED)
          && (gravest == null
              || vote.decision().kind().compareTo(gravest.decision().kind()) >= 0)) {
        gravest = vote;
      }
    }
    return gravest;
  }

  private State state(List<Vote> approvals, List<Vote> once, @Nullable Vote ending) {
    if (ending != null && ending.is(Kind.REVOKED)) {
      return State.REVOKED;
    }
    if (ending != null && ending.is(Kind.RETIRED)) {
      return State.RETIRED;
    }
    if (approvals.size() >= approvers.required()) {
      LocalDate until = supportUntil(approvals);
      if (until != null && LocalDate.ofInstant(now, ZoneOffset.UTC).isAfter(until)) {
        return State.EXPIRED;
      }
      return ending == null ? State.APPROVED : State.DEPRECATED;
    }
    if (once.size() >= approvers.required()) {
      return State.EXPIRED;
    }
    return votes.isEmpty() ? State.UNDECIDED : State.INCOMPLETE;
  }

  /// @param about what it is told of: the approvals, or those that there were
  private Judgement judgement(
      State state, List<Vote> approvals, List<Vote> about, @Nullable Vote ending) {
    Vote first = about.isEmpty() ? ending : about.getFirst();
    List<String> missing = new ArrayList<>();
    for (Approvers.Approver person : approvers.people()) {
      if (approvals.stream().noneMatch(vote -> vote.person().equals(person.name()))) {
        missing.add(person.name());
      }
    }
    return new Judgement(
        subject,
        state,
        first == null ? null : first.decision().family(),
        first == null ? null : first.decision().variant(),
        first == null ? null : tag(first),
        approvers.required(),
        approvals,
        missing,
        ending,
        first == null ? null : approvedAt(first.matter()),
        lasts(about),
        supportUntil(about),
        first == null ? BaseContent.none() : first.decision().content(),
        votes,
        refused);
  }

  /// That of the first approval ever, which later ones take over.
  private @Nullable BaseTag tag(Vote about) {
    for (Vote vote : votes) {
      if (vote.is(Kind.APPROVED) && vote.matter().equals(about.matter())) {
        return BaseTag.parse(vote.decision().tag()).orElse(null);
      }
    }
    return null;
  }

  private @Nullable Instant approvedAt(Vote.Matter matter) {
    Set<String> people = new HashSet<>();
    for (Vote vote : votes) {
      if (vote.is(Kind.APPROVED)
          && vote.matter().equals(matter)
          && people.add(vote.person())
          && people.size() == approvers.required()) {
        return vote.decision().at();
      }
    }
    return null;
  }

  /// Until when there are enough of them.
  private @Nullable Instant lasts(List<Vote> about) {
    List<Instant> ends = new ArrayList<>();
    int endless = 0;
    for (Vote vote : about) {
      Instant end = vote.expires();
      if (end == null) {
        endless++;
      } else {
        ends.add(end);
      }
    }
    ends.sort(Comparator.reverseOrder());
    int last = approvers.required() - endless - 1;
    return last < 0 || last >= ends.size() ? null : ends.get(last);
  }

  private static @Nullable LocalDate supportUntil(List<Vote> about) {
    LocalDate earliest = null;
    for (Vote vote : about) {
      LocalDate until = vote.decision().supportUntil();
      earliest = until != null && (earliest == null || until.isBefore(earliest)) ? until : earliest;
    }
    return earliest;
  }

  private void refuse(Digest document, Reason reason, String told) {
    refused.add(new RefusedDecision(document, reason, told));
  }
}
