package dev.drydock.advisory;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All that is known, to be looked up. Thread-safe.
///
/// Withdrawn records are not in it.
public interface Advisories {

  /// What is said of a package; the caller has normalised the name.
  ///
  /// @param ecosystem exactly as OSV writes it, release included
  List<Affected> affecting(String ecosystem, String name);

  /// What is known of attacks on a CVE; empty where neither KEV nor EPSS speaks of it.
  Optional<Exploitation> exploitation(String cve);

  /// Further CVSS vectors for a CVE, from tables beside the feeds.
  List<Advisory.Severity> severities(String cve);

  /// The ecosystems, releases included, about which there is anything: whoever scans another one
  /// must not be told "nothing found".
  Set<String> ecosystems();

  Metadata metadata();

  /// @param feeds what was compiled in
  /// @param builtAt RFC 3339
  record Metadata(String builtAt, List<Feed> feeds) {
    public Metadata {
      feeds = List.copyOf(feeds);
    }
  }

  /// @param name `Debian`, `KEV`
  /// @param records how many
  /// @param newest when its newest record was modified, RFC 3339; tells how old the data is
  /// @param licence SPDX expression or a short word
  record Feed(String name, String source, int records, String newest, String licence) {}
}
