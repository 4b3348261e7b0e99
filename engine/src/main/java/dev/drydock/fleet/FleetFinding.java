package dev.drydock.fleet;

import dev.drydock.match.Finding;
import dev.drydock.triage.Judgement;
import java.util.Optional;

/// A finding of a component apart from its image, and how urgent it is.
///
/// @param finding its component is found nowhere
public record FleetFinding(Finding finding, Judgement judgement) {

  /// The one CVE by which KEV, EPSS and tables of severities were asked: where these say something
  /// else of it, the finding is another, and of no other CVE, whatever its aliases.
  public Optional<String> cve() {
    return Optional.of(finding.id()).filter(id -> id.startsWith("CVE-"));
  }
}
