package dev.drydock.fleet;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Exploitation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Advisories that remember what they were asked for.
final class WatchedAdvisories implements Advisories {
  private final Advisories all;

  /// Names of packages.
  final Set<String> names = new TreeSet<>();

  /// Of which exploitation or severities were asked.
  final Set<String> cves = new TreeSet<>();

  WatchedAdvisories(Advisories all) {
    this.all = all;
  }

  @Override
  public List<Affected> affecting(String ecosystem, String name) {
    names.add(name);
    return all.affecting(ecosystem, name);
  }

  @Override
  public Mentions mentioning(Collection<String> ids) {
    throw new AssertionError("matching reads no mentions");
  }

  @Override
  public Optional<Exploitation> exploitation(String cve) {
    cves.add(cve);
    return all.exploitation(cve);
  }

  @Override
  public List<Advisory.Severity> severities(String cve) {
    cves.add(cve);
    return all.severities(cve);
  }

  @Override
  public Set<String> ecosystems() {
    return all.ecosystems();
  }

  @Override
  public Metadata metadata() {
    return all.metadata();
  }
}
