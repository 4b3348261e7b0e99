package dev.drydock.approval.standing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What kind of base an image stands upon.
///
/// @param base `null` where it is none of the catalogue, or nobody can tell
/// @param newest the approved image of the same variant to take instead, by tag and digest; `null`
///   where there is none
/// @param told the whole of it in one line, for people
/// @param unreachable whether nobody can tell because the registry did not
/// @param advice what to do about it, one line each, for people; empty where there is nothing
public record Standing(
    Status status,
    @Nullable Base base,
    @Nullable String newest,
    String told,
    boolean unreachable,
    List<String> advice) {
  public Standing {
    advice = List.copyOf(advice);
  }

  Standing(Status status, @Nullable Base base, @Nullable String newest, String told) {
    this(status, base, newest, told, false, List.of());
  }

  /// The same, with what to do about it.
  public Standing advised(List<String> advice) {
    return new Standing(status, base, newest, told, unreachable, advice);
  }

  /// Of the best standing first.
  public enum Status {
    /// approved, and no newer one is
    APPROVED("approved"),
    /// approved, and a newer one of the same variant is too
    OUTDATED("outdated"),
    DEPRECATED("deprecated"),
    RETIRED("retired"),
    REVOKED("revoked"),
    /// it was approved until a time that is over
    EXPIRED("expired"),
    /// its layers are not those of any approved base
    UNAPPROVED("unapproved"),
    /// nobody can tell
    UNKNOWN("unknown");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    /// As policies and documents write it.
    public String word() {
      return word;
    }
  }

  /// A base of the catalogue.
  ///
  /// @param reference `registry.example.org/bases/debian:12-20260504-0123456789ab`
  /// @param digest of its manifest
  /// @param layers how many of the image's layers are its own, counted from the lowest
  /// @param approvedBy by the names that the list of approvers has
  /// @param approvedAt when enough had approved it; `null` where they never had
  /// @param expires until when the approval counts; `null` for without end
  /// @param supportUntil the last day on which it is looked after; `null` where nobody says
  /// @param replacement what its approvers recommend instead; `null` for nothing
  public record Base(
      String reference,
      String digest,
      String family,
      String variant,
      int layers,
      List<String> approvedBy,
      @Nullable Instant approvedAt,
      @Nullable Instant expires,
      @Nullable LocalDate supportUntil,
      @Nullable String replacement) {
    public Base {
      approvedBy = List.copyOf(approvedBy);
    }
  }

  public static Standing unknown(String told) {
    return new Standing(Status.UNKNOWN, null, null, told, false, List.of());
  }

  /// Where the catalogue cannot be read.
  public static Standing unreachable(String told) {
    return new Standing(Status.UNKNOWN, null, null, told, true, List.of());
  }
}
