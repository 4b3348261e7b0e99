package dev.drydock.fleet;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Exploitation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Advisories without a record: enough to know for which components there would be some, without
/// looking them up.
///
/// @param of whose ecosystems they have
record EcosystemsOnly(Advisories of) implements Advisories {
  @Override
  public List<Affected> affecting(String ecosystem, String name) {
    return List.of();
  }

  @Override
  public Mentions mentioning(Collection<String> ids) {
    return new Mentions(List.of(), List.of());
  }

  @Override
  public Optional<Exploitation> exploitation(String cve) {
    return Optional.empty();
  }

  @Override
  public List<Advisory.Severity> severities(String cve) {
    return List.of();
  }

  @Override
  public Set<String> ecosystems() {
    return of.ecosystems();
  }

  @Override
  public Metadata metadata() {
    return of.metadata();
  }
}
