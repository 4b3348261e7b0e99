package dev.drydock.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A package that has a vulnerability, after all records that say so.
///
/// @param ecosystem as OSV writes it, release included
/// @param fixedIn the first fixed version of each line of versions; empty where no fix is named
/// @param lastAffected the last version that has it, where a record ends with that instead of a fix
/// @param status the database's word on a fix that is missing; `null` where it has none
/// @param advisories that say so
public record AffectedPackage(
    String ecosystem,
    String name,
    List<String> fixedIn,
    @Nullable String lastAffected,
    @Nullable String status,
    List<String> advisories) {
  public AffectedPackage {
    fixedIn = List.copyOf(fixedIn);
    advisories = List.copyOf(advisories);
  }
}
