package dev.drydock.advisory;

import java.util.Collection;
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

  /// The records that are about one of `ids`: their own id, an alias or an upstream is it, or ends
  /// with it after a hyphen as `DEBIAN-CVE-…` does. Reads through all records: for a person who
  /// asks about one vulnerability, not for the lookups of a scan.
  ///
  /// @param ids in upper or lower case
  Mentions mentioning(Collection<String> ids);

  /// What is known of attacks on a CVE; empty where neither KEV nor EPSS speaks of it.
  Optional<Exploitation> exploitation(String cve);

  /// Further CVSS vectors for a CVE, from tables beside the feeds.
  List<Advisory.Severity> severities(String cve);

  /// The ecosystems, releases included, about which there is anything: whoever scans another one
  /// must not be told "nothing found".
  Set<String> ecosystems();

  Metadata metadata();

  /// The records that name some ids, and what they say of packages, each in the order of the data.
  record Mentions(List<Advisory> advisories, List<Affected> affected) {
    public Mentions {
      advisories = List.copyOf(advisories);
      affected = List.copyOf(affected);
    }
  }

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
