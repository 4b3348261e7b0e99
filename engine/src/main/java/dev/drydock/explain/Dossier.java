package dev.drydock.explain;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Exploitation;
import dev.drydock.match.Finding.Rating;
import dev.drydock.match.Finding.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that the advisories hold about what somebody asked for.
///
/// @param asked as it was asked for
/// @param id the CVE where there is one, else the record's own; of a bulletin always its own
/// @param name what people call it; `null` where it has no name
/// @param aliases other ids of the same vulnerability, sorted
/// @param contents the CVEs of a bulletin about several; empty where this is one vulnerability
/// @param bulletins records about it that are no vulnerability themselves: `DSA-5020-1`
/// @param advisories the records, those that are about it alone first
/// @param affected what they say of packages, in the same order
/// @param summary one line of a record; `null` where none tells more than a package's name
/// @param ratings who graded it how, the grade that counts first
/// @param exploitation of a bulletin, that of the one of its vulnerabilities that is attacked most
public record Dossier(
    String asked,
    String id,
    @Nullable String name,
    List<String> aliases,
    List<String> contents,
    List<String> bulletins,
    List<Advisory> advisories,
    List<Affected> affected,
    @Nullable String summary,
    @Nullable String published,
    List<Rating> ratings,
    @Nullable Exploitation exploitation) {

  public Dossier {
    aliases = List.copyOf(aliases);
    contents = List.copyOf(contents);
    bulletins = List.copyOf(bulletins);
    advisories = List.copyOf(advisories);
    affected = List.copyOf(affected);
    ratings = List.copyOf(ratings);
  }

  public Severity severity() {
    return ratings.isEmpty() ? Severity.UNKNOWN : ratings.getFirst().severity();
  }

  /// Whether this is a bulletin about several vulnerabilities.
  public boolean isBulletin() {
    return !contents.isEmpty();
  }
}
