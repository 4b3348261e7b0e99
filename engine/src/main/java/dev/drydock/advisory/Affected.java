package dev.drydock.advisory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an advisory says of one package of one ecosystem (OSV's `affected[]`).
///
/// @param ecosystem as OSV writes it: `Debian:11`, `Alpine:v3.19`, `Maven`
/// @param name the package's, in the normal form of its ecosystem
/// @param versions affected ones listed one by one
/// @param status the database's word on a fix that is missing: `unfixed`, `end-of-life`,
///   `will_not_fix`, …; `null` where it has none
/// @param severityWord the database's for this package alone; `null` where it has none
/// @param architectures that alone are affected; empty where all are
/// @param packages import paths of the packages of a Go module that alone are vulnerable ([Go's
///   member `imports`](https://go.dev/doc/security/vuln/database#schema)); empty where the record
///   does not say, and of all other ecosystems. One that is vulnerable only on systems other than
///   Linux stands there once for each of them, [#ON_SYSTEM] between: `path/filepath?goos=windows`
public record Affected(
    Advisory advisory,
    String ecosystem,
    String name,
    List<Range> ranges,
    List<String> versions,
    @Nullable String status,
    @Nullable String severityWord,
    List<String> architectures,
    List<String> packages) {
  public static final String ON_SYSTEM = "?goos=";

  public Affected {
    ranges = List.copyOf(ranges);
    versions = List.copyOf(versions);
    architectures = List.copyOf(architectures);
    packages = List.copyOf(packages);
  }

  /// Of all of its package, as nearly all are.
  public Affected(
      Advisory advisory,
      String ecosystem,
      String name,
      List<Range> ranges,
      List<String> versions,
      @Nullable String status,
      @Nullable String severityWord,
      List<String> architectures) {
    this(
        advisory,
        ecosystem,
        name,
        ranges,
        versions,
        status,
        severityWord,
        architectures,
        List.of());
  }

  /// Events in the order of versions: from each `introduced` to the next `fixed` or `lastAffected`.
  /// Ranges of Git commits are not kept.
  ///
  /// @param semver whether the record says `SEMVER`, else `ECOSYSTEM`
  public record Range(boolean semver, List<Event> events) {
    public Range {
      events = List.copyOf(events);
    }
  }

  /// A version at which something changes; `introduced` `0` is before all versions.
  public record Event(Kind kind, String version) {
    /// What changes.
    public enum Kind {
      INTRODUCED,
      FIXED,
      LAST_AFFECTED,
      LIMIT
    }
  }
}
