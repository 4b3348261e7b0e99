package dev.drydock.server.monitor;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Exploitation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is known before there are any advisories.
final class NoAdvisories implements Advisories {
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
    return Set.of();
  }

  @Override
  public Metadata metadata() {
    return new Metadata("2026-01-01T00:00:00Z", List.of());
  }
}
