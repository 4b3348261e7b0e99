package dev.drydock.policy.facts;

import dev.drydock.approval.standing.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What kind of base the image stands upon.
///
/// @param status one of the words of [Standing.Status]
/// @param reference of the base; `null` where it is none of the catalogue, as are the others then
/// @param approved when enough had approved it; `null` where they never had
/// @param told for people, one line
/// @param unreachable whether nobody can tell because a registry did not
public record StandingFacts(
    String status,
    @Nullable String reference,
    @Nullable String digest,
    @Nullable String family,
    @Nullable String variant,
    @Nullable Instant approved,
    @Nullable String newest,
    String told,
    boolean unreachable) {

  public static StandingFacts of(Standing standing) {
    Standing.Base base = standing.base();
    return new StandingFacts(
        standing.status().word(),
        base == null ? null : base.reference(),
        base == null ? null : base.digest(),
        base == null ? null : base.family(),
        base == null ? null : base.variant(),
        base == null ? null : base.approvedAt(),
        standing.newest(),
        standing.told(),
        standing.unreachable());
  }

  /// Whether nobody can tell what the base is.
  public boolean unknown() {
    return status.equals(Standing.Status.UNKNOWN.word());
  }
}
