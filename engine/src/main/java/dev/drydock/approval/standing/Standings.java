package dev.drydock.approval.standing;

import dev.drydock.approval.BaseChain;
import dev.drydock.approval.BaseTag;
import dev.drydock.approval.Catalogue;
import dev.drydock.approval.CataloguedBase;
import dev.drydock.approval.Judgement;
import dev.drydock.approval.Judgement.State;
import dev.drydock.approval.Vote;
import dev.drydock.approval.standing.Standing.Status;
import dev.drydock.image.Digest;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells what an image stands upon: the base of the catalogue with the longest chain of layers that
/// the image begins with, compared by content. Names, labels and annotations count for nothing.
public final class Standings {
  private final Catalogue catalogue;

  public Standings(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// How many of an image's lowest layers have to be known.
  public int longest() {
    int longest = 0;
    for (CataloguedBase base : catalogue.bases()) {
      longest = Math.max(longest, longest(base));
    }
    return longest;
  }

  /// The layers of all bases, by the digests of their stored bytes.
  public Set<Digest> blobs() {
    Set<Digest> blobs = new HashSet<>();
    for (CataloguedBase base : catalogue.bases()) {
      for (BaseChain chain : base.chains()) {
        if (chain.isWhole()) {
          blobs.addAll(chain.blobs());
        }
      }
    }
    return blobs;
  }

  /// @param image its layers from the lowest up, at least as many as [#longest] wants
  public Standing of(List<LayerIdentity> image) {
    if (image.isEmpty()) {
      return longest() == 0
          ? unapproved()
          : Standing.unknown("it has no layers that could be compared with those of bases");
    }
    Match found = null;
    Match waiting = null;
    Match perhaps = null;
    for (CataloguedBase base : catalogue.bases()) {
      boolean decided = decided(base.judgement().state());
      for (BaseChain chain : base.chains()) {
        Boolean beneath = beneath(chain, image);
        Match match = new Match(base, chain.contents().size());
        if (beneath == null) {
          perhaps = decided ? better(perhaps, match) : perhaps;
        } else if (beneath && decided) {
          found = better(found, match);
        } else if (beneath) {
          waiting = better(waiting, match);
        }
      }
    }
    if (perhaps != null && (found == null || perhaps.length > found.length)) {
      return Standing.unknown(
          "the content of its layers cannot be reckoned where the image lies; name it in a"
              + " registry, or as an archive");
    }
    if (found == null) {
      return waiting == null ? unapproved() : notYet(waiting.base);
    }
    return standing(found.base, found.length);
  }

  /// A base that an image may stand upon.
  ///
  /// @param length how many layers the two have in common: all that the base's image has
  private record Match(CataloguedBase base, int length) {}

  /// What has become of a base that an image was found to stand upon before.
  ///
  /// @param base the digest of its manifest
  public Standing since(String base) {
    for (CataloguedBase one : catalogue.bases()) {
      if (one.digest().toString().equals(base)) {
        return decided(one.judgement().state()) ? standing(one, longest(one)) : notYet(one);
      }
    }
    return unapproved();
  }

  private static Standing unapproved() {
    return new Standing(
        Status.UNAPPROVED, null, null, "its layers do not begin with those of an approved base");
  }

  private static Standing notYet(CataloguedBase base) {
    return new Standing(
        Status.UNAPPROVED,
        null,
        null,
        "its base " + base.reference() + " is not approved: " + base.judgement().words());
  }

  private static boolean decided(State state) {
    return switch (state) {
      case APPROVED, DEPRECATED, RETIRED, REVOKED, EXPIRED -> true;
      case INCOMPLETE, UNDECIDED -> false;
    };
  }

  /// Of two that an image may stand upon, the one with more layers; of those with the same ones the
  /// one that was withdrawn, as the layers do not tell them apart, else the newer one.
  private static Match better(@Nullable Match one, Match other) {
    if (one == null) {
      return other;
    }
    Comparator<Match> order =
        Comparator.comparingInt(Match::length)
            .thenComparingInt(match -> withdrawn(match.base.judgement().state()))
            .thenComparing(Match::base, CataloguedBase.BY_APPROVAL);
    return order.compare(one, other) > 0 ? one : other;
  }

  private static int withdrawn(State state) {
    return switch (state) {
      case REVOKED -> 2;
      case RETIRED -> 1;
      case APPROVED, DEPRECATED, EXPIRED, INCOMPLETE, UNDECIDED -> 0;
    };
  }

  private static int longest(CataloguedBase base) {
    int longest = 0;
    for (BaseChain chain : base.chains()) {
      longest = Math.max(longest, chain.contents().size());
    }
    return longest;
  }

  /// Whether an image begins with the layers of a base; `null` where nobody can tell.
  private static @Nullable Boolean beneath(BaseChain base, List<LayerIdentity> image) {
    List<Digest> contents = base.contents();
    if (contents.size() > image.size() || !base.isWhole()) {
      return false;
    }
    Boolean beneath = true;
    for (int i = 0; i < contents.size(); i++) {
      Boolean same = image.get(i).is(base.blobs().get(i), contents.get(i));
      if (Boolean.FALSE.equals(same)) {
        return false;
      }
      beneath = same == null ? null : beneath;
    }
    return beneath;
  }

  private Standing standing(CataloguedBase base, int layers) {
    CataloguedBase other = catalogue.newest(base);
    CataloguedBase newest = other == null || other.digest().equals(base.digest()) ? null : other;
    String told = base.reference() + ", " + base.judgement().words();
    return new Standing(
        status(base.judgement().state(), newest != null),
        base(base, layers),
        newest == null ? null : pinned(newest),
        newest == null ? told : told + "; the newest approved one is " + newest.reference());
  }

  private static Status status(State state, boolean newer) {
    return switch (state) {
      case APPROVED -> newer ? Status.OUTDATED : Status.APPROVED;
      case DEPRECATED -> Status.DEPRECATED;
      case RETIRED -> Status.RETIRED;
      case REVOKED -> Status.REVOKED;
      case EXPIRED -> Status.EXPIRED;
      case INCOMPLETE, UNDECIDED -> Status.UNAPPROVED;
    };
  }

  private static String pinned(CataloguedBase base) {
    BaseTag tag = base.judgement().tag();
    return base.repository()
        + (tag != null && base.tags().contains(tag.toString()) ? ":" + tag : "")
        + "@"
        + base.digest();
  }

  private static Standing.Base base(CataloguedBase base, int layers) {
    Judgement judgement = base.judgement();
    Vote ending = judgement.ending();
    return new Standing.Base(
        base.reference(),
        base.digest().toString(),
        String.valueOf(judgement.family()),
        String.valueOf(judgement.variant()),
        layers,
        judgement.approvedBy(),
        judgement.approvedAt(),
        judgement.expires(),
        judgement.supportUntil(),
        ending == null ? null : ending.decision().replacement());
  }
}
