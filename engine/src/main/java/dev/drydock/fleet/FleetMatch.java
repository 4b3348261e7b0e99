package dev.drydock.fleet;

import java.util.List;

/// What advisories say of one component, in whichever images it is.
///
/// @param findings the worst first, then by id
/// @param known whether the advisories speak of its ecosystem at all, or there is nothing to be
///   spoken of, as of a project of one's own: where not, no finding means nothing
public record FleetMatch(FleetComponent component, List<FleetFinding> findings, boolean known) {
  public FleetMatch {
    findings = List.copyOf(findings);
  }
}
