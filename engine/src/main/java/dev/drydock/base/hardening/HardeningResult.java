package dev.drydock.base.hardening;

import dev.drydock.base.declaration.Hardening.Allowance;
import dev.drydock.base.declaration.Hardening.Profile;
import java.util.List;

/// What came of looking at a base.
///
/// @param size bytes of its files
/// @param objections what has to go, in the order of the checks
/// @param excused what would be objected to, and is there on purpose
/// @param unused allowances that allow nothing: what they were for is gone
public record HardeningResult(
    Profile profile,
    long size,
    List<Objection> objections,
    List<Excused> excused,
    List<Allowance> unused) {
  public HardeningResult {
    objections = List.copyOf(objections);
    excused = List.copyOf(excused);
    unused = List.copyOf(unused);
  }

  /// What is there on purpose.
  public record Excused(Objection objection, Allowance allowance) {}

  public boolean passes() {
    return objections.isEmpty();
  }
}
