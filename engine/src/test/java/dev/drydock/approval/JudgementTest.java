package dev.drydock.approval;

import static dev.drydock.approval.Ballot.ALICE;
import static dev.drydock.approval.Ballot.BOB;
import static dev.drydock.approval.Ballot.BOBS_OTHER;
import static dev.drydock.approval.Ballot.CAROL;
import static dev.drydock.approval.Ballot.LAYER;
import static dev.drydock.approval.Ballot.MALLORY;
import static dev.drydock.approval.Ballot.NOW;
import static dev.drydock.approval.Ballot.approvers;
import static dev.drydock.approval.Ballot.decision;
import static dev.drydock.approval.Ballot.digest;
import static dev.drydock.approval.Ballot.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.approval.Decision.Kind;
import dev.drydock.approval.Judgement.State;
import dev.drydock.approval.RefusedDecision.Reason;
import dev.drydock.attest.Checked;
import dev.drydock.attest.Signer;
import dev.drydock.attest.key.SigningKey;
import dev.drydock.image.Digest;
import dev.drydock.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What decisions come to: each person once, by the newest.
class JudgementTest {
  private static final Digest IMAGE = digest("an image");
  private static final Digest OTHER = digest("another image");

  private static Judgement judge(Approvers approvers, Checked... documents) {
    return Judgement.of(IMAGE, Set.of(), List.of(documents), approvers, NOW);
  }

  private static Checked approval(SigningKey key, int hoursAgo) {
    return signed(key, decision(Kind.APPROVED, IMAGE, hoursAgo));
  }

  private static Checked says(SigningKey key, Kind kind, int hoursAgo) {
    return signed(key, decision(kind, IMAGE, hoursAgo));
  }

  @Test
  void twoOfThreeApprove() {
    Judgement judgement = judge(approvers(2, null), approval(ALICE, 5), approval(BOB, 3));
    assertThat(judgement.state()).isEqualTo(State.APPROVED);
    assertThat(judgement.approvedBy()).containsExactly("alice", "bob");
    assertThat(judgement.family()).isEqualTo("debian");
    assertThat(judgement.variant()).isEqualTo("12");
    assertThat(judgement.content()).isEqualTo(BaseContent.of(List.of(LAYER)));
    assertThat(judgement.approvedAt()).isEqualTo(NOW.minus(Duration.ofHours(3)));
    assertThat(judgement.expires()).isNull();
    assertThat(String.valueOf(judgement.tag()))
        .isEqualTo("12-20260503-" + IMAGE.hex().substring(0, 12));
    assertThat(judgement.refused()).isEmpty();
    assertThat(judgement.words()).isEqualTo("approved by alice and bob");
  }

  @Test
  void oneIsNotEnough() {
    Judgement judgement = judge(approvers(2, null), approval(BOB, 3));
    assertThat(judgement.state()).isEqualTo(State.INCOMPLETE);
    assertThat(judgement.approvedAt()).isNull();
    assertThat(judgement.missing()).containsExactly("alice", "carol");
    assertThat(judgement.words()).isEqualTo("approved by bob; 1 more is needed, of alice, carol");
    assertThat(judge(approvers(1, null)).state()).isEqualTo(State.UNDECIDED);
  }

  @Test
  void twoKeysOfOnePersonAreOnePerson() {
    Judgement judgement = judge(approvers(2, null), approval(BOB, 3), approval(BOBS_OTHER, 2));
    assertThat(judgement.state()).isEqualTo(State.INCOMPLETE);
    assertThat(judgement.approvedBy()).containsExactly("bob");
    assertThat(judgement.refused())
        .extracting(RefusedDecision::reason, RefusedDecision::told)
        .containsExactly(
            tuple(Reason.SAME_PERSON, "bob has approved it again since, and counts once"));
  }

  @Test
  void sameDecisionTwiceIsOne() {
    Checked same = approval(BOB, 3);
    Judgement judgement = judge(approvers(2, null), same, same, approval(BOB, 2));
    assertThat(judgement.state()).isEqualTo(State.INCOMPLETE);
    assertThat(judgement.votes()).hasSize(2);
    assertThat(judgement.refused())
        .extracting(RefusedDecision::reason)
        .containsExactly(Reason.SAME_PERSON);
  }

  @Test
  void strangersDoNotCount() {
    Judgement judgement =
        judge(
            approvers(2, null),
            approval(ALICE, 3),
            approval(MALLORY, 2),
            new Checked.Untrusted(
                new Checked.Source("a referrer", digest("x"), Decision.TYPE),
                Checked.Reason.NO_TRUSTED_SIGNATURE,
                "none of the given keys has signed it as it is"),
            new Checked.Untrusted(
                new Checked.Source("a referrer", digest("y"), "https://example.org/other"),
                Checked.Reason.NO_TRUSTED_SIGNATURE,
                "of no interest here"));
    assertThat(judgement.state()).isEqualTo(State.INCOMPLETE);
    assertThat(judgement.approvedBy()).containsExactly("alice");
    assertThat(judgement.refused())
        .extracting(RefusedDecision::reason, RefusedDecision::told)
        .containsExactly(
            tuple(Reason.NOT_AN_APPROVER, "nobody on the list of approvers has signed it so"),
            tuple(Reason.NOT_AN_APPROVER, "nobody on the list of approvers has signed it so"));
  }

  @Test
  void whoSignedIsToldByTheKey() {
    Map<String, Json> predicate =
        new LinkedHashMap<>(decision(Kind.APPROVED, IMAGE, 3).predicate().members());
    predicate.put("by", new Json.Text("alice"));
    Judgement judgement =
        judge(
            approvers(2, null),
            approval(BOB, 4),
            new Checked.Trusted(
                new Checked.Source("a referrer", digest("z")),
                new Signer.KeyHolder(BOBS_OTHER.verificationKey()),
                Decision.TYPE,
                new Json.Obj(predicate),
                NOW));
    assertThat(judgement.state()).isEqualTo(State.INCOMPLETE);
    assertThat(judgement.approvedBy()).containsExactly("bob");
  }

  @Test
  void approvalOfAnotherImageIsReplayed() {
    Judgement judgement =
        judge(
            approvers(1, null),
            signed(ALICE, decision(Kind.APPROVED, OTHER, 3)),
            new Checked.Untrusted(
                new Checked.Source("a referrer", digest("x"), Decision.TYPE),
                Checked.Reason.OTHER_SUBJECT,
                "it is signed, but about another image, and was put beside this one"));
    assertThat(judgement.state()).isEqualTo(State.UNDECIDED);
    assertThat(judgement.refused())
        .extracting(RefusedDecision::reason, RefusedDecision::told)
        .containsExactly(
            tuple(
                Reason.MALFORMED,
                "alice signed it, but its tag is not one of this image and variant"),
            tuple(
                Reason.OTHER_IMAGE,
                "it is signed, but about another image, and was put beside this one"));
  }

  @Test
  void approvalsEnd() {
    Approvers aDay = approvers(2, Duration.ofDays(1));
    Judgement judgement = judge(aDay, approval(ALICE, 5), approval(BOB, 25));
    assertThat(judgement.state()).isEqualTo(State.EXPIRED);
    assertThat(judgement.approvedBy()).containsExactly("alice");
    assertThat(judgement.content()).isEqualTo(BaseContent.of(List.of(LAYER)));
    assertThat(judgement.refused())
        .extracting(RefusedDecision::reason, RefusedDecision::told)
        .containsExactly(
            tuple(Reason.EXPIRED, "the approval of bob counted until 2026-05-04T02:02:01Z"));
    assertThat(judgement.words())
        .isEqualTo("expired: the approvals that it had are over since 2026-05-04");
    // renewed by the same person, it is what it was
    Judgement renewed = judge(aDay, approval(ALICE, 5), approval(BOB, 25), approval(BOB, 1));
    assertThat(renewed.state()).isEqualTo(State.APPROVED);
    assertThat(renewed.approvedAt()).isEqualTo(NOW.minus(Duration.ofHours(5)));
    assertThat(renewed.expires()).isEqualTo(NOW.plus(Duration.ofHours(19)));
    // a third one makes it last longer
    assertThat(judge(aDay, approval(ALICE, 5), approval(BOB, 1), approval(CAROL, 2)).expires())
        .isEqualTo(NOW.plus(Duration.ofHours(22)));
  }

  @Test
  void whatAnApprovalSaysItselfCountsToo() {
    Map<String, Json> predicate =
        new LinkedHashMap<>(decision(Kind.APPROVED, IMAGE, 3).predicate().members());
    predicate.put("expires", new Json.Text(NOW.toString()));
    Checked over =
        new Checked.Trusted(
            new Checked.Source("a referrer", digest("z")),
            new Signer.KeyHolder(ALICE.verificationKey()),
            Decision.TYPE,
            new Json.Obj(predicate),
            NOW);
    assertThat(judge(approvers(1, Duration.ofDays(90)), over).state()).isEqualTo(State.EXPIRED);
  }

  @Test
  void supportEnds() {
    Map<String, Json> predicate =
        new LinkedHashMap<>(decision(Kind.APPROVED, IMAGE, 3).predicate().members());
    predicate.put("supportUntil", new Json.Text("2026-05-03"));
    Checked over =
        new Checked.Trusted(
            new Checked.Source("a referrer", digest("z")),
            new Signer.KeyHolder(ALICE.verificationKey()),
            Decision.TYPE,
            new Json.Obj(predicate),
            NOW);
    Judgement judgement = judge(approvers(1, null), over);
    assertThat(judgement.state()).isEqualTo(State.EXPIRED);
    assertThat(judgement.supportUntil()).isEqualTo(LocalDate.parse("2026-05-03"));
    assertThat(judgement.words()).isEqualTo("expired: it was looked after until 2026-05-03");
    predicate.put("supportUntil", new Json.Text("2026-05-04"));
    Checked lastDay =
        new Checked.Trusted(
            new Checked.Source("a referrer", digest("z")),
            new Signer.KeyHolder(ALICE.verificationKey()),
            Decision.TYPE,
            new Json.Obj(predicate),
            NOW);
    assertThat(judge(approvers(1, null), lastDay).state()).isEqualTo(State.APPROVED);
  }

  @Test
  void anyApproverEndsIt() {
    Judgement revoked =
        judge(
            approvers(2, null), approval(ALICE, 5), approval(BOB, 4), says(CAROL, Kind.REVOKED, 3));
    assertThat(revoked.state()).isEqualTo(State.REVOKED);
    assertThat(revoked.content().layers()).containsExactly(LAYER);
    assertThat(revoked.words()).isEqualTo("revoked by carol on 2026-05-04: it is revoked");
    assertThat(
            judge(
                    approvers(2, null),
                    approval(ALICE, 5),
                    approval(BOB, 4),
                    says(ALICE, Kind.RETIRED, 3))
                .state())
        .isEqualTo(State.RETIRED);
    // of several, the gravest
    assertThat(
            judge(
                    approvers(1, null),
                    approval(ALICE, 5),
                    says(BOB, Kind.REVOKED, 4),
                    says(CAROL, Kind.RETIRED, 3))
                .state())
        .isEqualTo(State.REVOKED);
    // a stranger does not
    assertThat(
            judge(approvers(1, null), approval(ALICE, 5), says(MALLORY, Kind.REVOKED, 4)).state())
        .isEqualTo(State.APPROVED);
  }

  @Test
  void onlyTheSamePersonTakesItBack() {
    Checked revoked = says(CAROL, Kind.REVOKED, 3);
    assertThat(judge(approvers(1, null), revoked, approval(ALICE, 2), approval(BOB, 1)).state())
        .isEqualTo(State.REVOKED);
    Judgement back = judge(approvers(1, null), revoked, approval(CAROL, 2));
    assertThat(back.state()).isEqualTo(State.APPROVED);
    assertThat(back.approvedBy()).containsExactly("carol");
    // an older approval does not take back a newer revocation, in whatever order they are found
    assertThat(judge(approvers(1, null), revoked, approval(CAROL, 4)).state())
        .isEqualTo(State.REVOKED);
  }

  @Test
  void whoDeprecatesStaysByTheApproval() {
    Judgement judgement =
        judge(
            approvers(2, null),
            approval(ALICE, 5),
            approval(BOB, 4),
            says(BOB, Kind.DEPRECATED, 3));
    assertThat(judgement.state()).isEqualTo(State.DEPRECATED);
    assertThat(judgement.approvedBy()).containsExactly("alice", "bob");
    assertThat(judgement.words())
        .isEqualTo(
            "deprecated by bob on 2026-05-04: it is deprecated; take"
                + " registry.example.org/bases/debian:13");
    assertThat(judge(approvers(2, null), approval(ALICE, 5), says(BOB, Kind.DEPRECATED, 3)).state())
        .isEqualTo(State.INCOMPLETE);
  }

  @Test
  void approvalsOfDifferentThingsAreNotAddedUp() {
    Checked otherVariant =
        signed(
            BOB,
            decision(Kind.APPROVED, IMAGE, NOW.minus(Duration.ofHours(2)), List.of(LAYER), "13"));
    assertThat(judge(approvers(2, null), approval(ALICE, 5), otherVariant).state())
        .isEqualTo(State.INCOMPLETE);
    Checked otherLayers =
        signed(BOB, decision(Kind.APPROVED, IMAGE, 2, List.of(digest("a backdoor"))));
    Judgement judgement =
        judge(approvers(2, null), approval(ALICE, 5), otherLayers, approval(CAROL, 1));
    assertThat(judgement.state()).isEqualTo(State.APPROVED);
    assertThat(judgement.approvedBy()).containsExactly("alice", "carol");
    assertThat(judgement.content()).isEqualTo(BaseContent.of(List.of(LAYER)));
  }

  @Test
  void nobodyDecidesInTheFuture() {
    Checked future =
        signed(
            ALICE,
            decision(Kind.APPROVED, IMAGE, NOW.plus(Duration.ofHours(1)), List.of(LAYER), "12"));
    Judgement judgement = judge(approvers(1, null), future);
    assertThat(judgement.state()).isEqualTo(State.UNDECIDED);
    assertThat(judgement.refused())
        .extracting(RefusedDecision::reason, RefusedDecision::told)
        .containsExactly(
            tuple(Reason.FUTURE, "alice signed it for 2026-05-04T04:02:01Z, which is to come"));
    // clocks differ a little
    Instant soon = NOW.plus(Duration.ofMinutes(4));
    assertThat(
            judge(
                    approvers(1, null),
                    signed(ALICE, decision(Kind.APPROVED, IMAGE, soon, List.of(LAYER), "12")))
                .state())
        .isEqualTo(State.APPROVED);
  }

  @Test
  void orderOfTheDocumentsDoesNotMatter() {
    List<Checked> documents =
        new ArrayList<>(
            List.of(
                approval(ALICE, 9),
                approval(BOB, 8),
                says(BOB, Kind.DEPRECATED, 7),
                approval(BOBS_OTHER, 6),
                says(CAROL, Kind.RETIRED, 5),
                approval(CAROL, 4),
                approval(MALLORY, 3)));
    Judgement first = Judgement.of(IMAGE, Set.of(), documents, approvers(3, null), NOW);
    assertThat(first.state()).isEqualTo(State.APPROVED);
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      Collections.shuffle(documents, random);
      Judgement again = Judgement.of(IMAGE, Set.of(), documents, approvers(3, null), NOW);
      assertThat(again).usingRecursiveComparison().ignoringFields("refused").isEqualTo(first);
      assertThat(again.refused()).containsExactlyInAnyOrderElementsOf(first.refused());
    }
  }

  @Test
  void listOfApproversIsHeldToItsSense() {
    Approvers.Approver alice = new Approvers.Approver("alice", List.of(ALICE.verificationKey()));
    assertThatThrownBy(() -> new Approvers(List.of(alice), 2, null))
        .hasMessage("2 approvals are required, and there are 1 approvers");
    assertThatThrownBy(() -> new Approvers(List.of(alice), 0, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new Approvers(
                    List.of(alice, new Approvers.Approver("eve", List.of(ALICE.verificationKey()))),
                    2,
                    null))
        .hasMessage("a key of eve stands twice among the approvers; leave it out once");
    assertThatThrownBy(() -> new Approvers(List.of(alice, alice), 1, null))
        .hasMessage("alice stands twice among the approvers; list all keys under one name");
  }
}
