package dev.drydock.match;

import dev.drydock.advisory.Exploitation;
import dev.drydock.bom.Component;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One vulnerability of one component, whatever number of advisories tells of it.
///
/// @param id the CVE where there is one, else the id of the advisory that matched
/// @param aliases all other ids under which it is known, sorted
/// @param ratings every severity that was given, the one that counts first
/// @param fixedIn versions of this component's own line that are no longer affected, lowest first;
///   of the source package for packages of an operating system
/// @param matches the records that say so, the deciding one first; never empty
/// @param published the day on which the first of these records was published; `null` where none
///   says
/// @param fixPublished the day since which the fix is known to be there ([Dates]); `null` where
///   there is no fix, or nobody says
public record Finding(
    String id,
    List<String> aliases,
    Component component,
    @Nullable String summary,
    Severity severity,
    List<Rating> ratings,
    @Nullable Exploitation exploitation,
    Status status,
    List<String> fixedIn,
    List<Match> matches,
    @Nullable LocalDate published,
    @Nullable LocalDate fixPublished) {

  public Finding {
    aliases = List.copyOf(aliases);
    ratings = List.copyOf(ratings);
    fixedIn = List.copyOf(fixedIn);
    matches = List.copyOf(matches);
  }

  /// A finding of unknown dates.
  public Finding(
      String id,
      List<String> aliases,
      Component component,
      @Nullable String summary,
      Severity severity,
      List<Rating> ratings,
      @Nullable Exploitation exploitation,
      Status status,
      List<String> fixedIn,
      List<Match> matches) {
    this(
        id,
        aliases,
        component,
        summary,
        severity,
        ratings,
        exploitation,
        status,
        fixedIn,
        matches,
        null,
        null);
  }

  /// The base score of the rating that counts, where it has one.
  public @Nullable Double cvss() {
    return ratings.isEmpty() ? null : ratings.getFirst().score();
  }

  /// CVSS' qualitative rating scale, and `UNKNOWN`.
  public enum Severity {
    CRITICAL("critical"),
    HIGH("high"),
    MEDIUM("medium"),
    LOW("low"),
    NEGLIGIBLE("negligible"),
    UNKNOWN("unknown");

    private final String word;

    Severity(String word) {
      this.word = word;
    }

    /// The word for documents and people; part of documents' contract, whatever the constant is
    /// called.
    public String word() {
      return word;
    }
  }

  /// What the most specific source says of this component.
  public enum Status {
    /// affected; a fix exists where [Finding#fixedIn] is not empty
    AFFECTED,
    FIXED,
    NOT_AFFECTED,
    WILL_NOT_FIX,
    UNDER_INVESTIGATION,
    /// a version could not be read, so that nobody can tell: never the same as not affected
    UNDETERMINED
  }

  /// A severity that somebody gave.
  ///
  /// @param source who: `Debian`, `GitHub`, `NVD`, …
  /// @param vector CVSS, where there is one
  /// @param score base score, where there is one
  public record Rating(
      String source, Severity severity, @Nullable String vector, @Nullable Double score) {}

  /// Why a record counts for a component.
  ///
  /// @param advisory the record's id
  /// @param ecosystem and `packageName`: where it stands in the record
  /// @param compared the component's version that was compared: of the source for OS packages
  /// @param scheme the [dev.drydock.version.VersionScheme] that compared
  /// @param reason in words: `1.1.1w-0+deb11u1 is lower than the fix 1.1.1w-0+deb11u3`
  /// @param url a page for people; `null` where the record has none
  public record Match(
      String advisory,
      String ecosystem,
      String packageName,
      String compared,
      String scheme,
      String reason,
      @Nullable String url) {}
}
