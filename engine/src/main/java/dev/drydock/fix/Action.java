package dev.drydock.fix;

import dev.drydock.origin.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One change that somebody makes in one place, and what it does to the findings, found by matching
/// again.
///
/// @param upgrades the packages whose versions it changes, or that it replaces; empty where the
///   base image changes, or packages are removed
/// @param base the new base image; only where `kind` says so
/// @param replacement what takes the place of the packages; only where `kind` says so
/// @param removal the packages that go; only where `kind` says so
/// @param origin whose work it is; `null` where nobody can tell
/// @param removes indexes into the findings that are gone then
/// @param remaining further findings of the same packages, which stay
/// @param introduces ids of vulnerabilities that only the new versions have
public record Action(
    Kind kind,
    Effort effort,
    @Nullable Origin origin,
    List<Upgrade> upgrades,
    @Nullable BaseCandidate base,
    @Nullable Replacement replacement,
    @Nullable Removal removal,
    List<Integer> removes,
    List<Integer> remaining,
    List<String> introduces) {

  public Action {
    upgrades = List.copyOf(upgrades);
    removes = List.copyOf(removes);
    remaining = List.copyOf(remaining);
    introduces = List.copyOf(introduces);
  }

  /// One that removes no packages.
  public Action(
      Kind kind,
      Effort effort,
      @Nullable Origin origin,
      List<Upgrade> upgrades,
      @Nullable BaseCandidate base,
      @Nullable Replacement replacement,
      List<Integer> removes,
      List<Integer> remaining,
      List<String> introduces) {
    this(kind, effort, origin, upgrades, base, replacement, null, removes, remaining, introduces);
  }

  /// What sort of change it is. The words are part of documents' contract.
  public enum Kind {
    /// another base image, or a newer build of the same one
    CHANGE_BASE("change-base"),
    /// newer packages of the distribution, all by one instruction
    UPGRADE_PACKAGES("upgrade-packages"),
    /// a newer version of a library or program
    UPGRADE_DEPENDENCY("upgrade-dependency"),
    /// a maintained alternative for what has no fix
    REPLACE("replace"),
    /// packages that nothing in the image needs are taken away
    REMOVE("remove");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
