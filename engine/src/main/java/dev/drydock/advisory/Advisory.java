package dev.drydock.advisory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One record of a vulnerability database, in OSV's words (OSV schema 1.7), without what is
/// affected.
///
/// @param id the record's own: `DSA-5678-1`, `GHSA-…`, `GO-2024-…`, `CVE-…`
/// @param aliases the same vulnerability in other databases
/// @param upstream vulnerabilities that this record is about without being the same: the CVEs of a
///   DSA
/// @param published as written there, RFC 3339; `null` where unknown
/// @param severities CVSS vectors as they stand
/// @param severityWord the database's own: `HIGH`, `important`, `unimportant`; `null` where none
/// @param cvssScore where the database gives a score without a vector
/// @param url a page for people; `null` where the record has none
public record Advisory(
    String id,
    List<String> aliases,
    List<String> upstream,
    @Nullable String summary,
    @Nullable String published,
    @Nullable String modified,
    List<Severity> severities,
    @Nullable String severityWord,
    @Nullable Double cvssScore,
    List<String> cwes,
    @Nullable String url) {

  public Advisory {
    aliases = List.copyOf(aliases);
    upstream = List.copyOf(upstream);
    severities = List.copyOf(severities);
    cwes = List.copyOf(cwes);
  }

  /// A CVSS vector.
  ///
  /// @param type OSV's `severity[].type`: `CVSS_V2`, `CVSS_V3`, `CVSS_V4`, `Ubuntu`
  /// @param score the vector, or the word
  /// @param source who scored: a database's name, `null` where the record itself says
  public record Severity(String type, String score, @Nullable String source) {}
}
