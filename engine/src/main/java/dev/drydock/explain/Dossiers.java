package dev.drydock.explain;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Advisories.Mentions;
import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Exploitation;
import dev.drydock.advisory.osv.Ecosystems;
import dev.drydock.match.Finding.Rating;
import dev.drydock.match.Ids;
import dev.drydock.match.Ratings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Gathers what the advisories hold about a vulnerability, whichever of its ids is asked for.
final class Dossiers {
  private final Advisories advisories;

  Dossiers(Advisories advisories) {
    this.advisories = advisories;
  }

  /// Empty where nothing here speaks of it.
  Optional<Dossier> of(String asked) {
    String id = Nicknames.cve(asked).orElse(asked.strip());
    id = id.regionMatches(true, 0, "CVE-", 0, 4) ? id.toUpperCase(Locale.ROOT) : id;
    if (id.startsWith("CVE-")) {
      return ofVulnerability(asked, id);
    }
    String wanted = id;
    List<Advisory> named =
        advisories.mentioning(List.of(id)).advisories().stream()
            .filter(advisory -> names(advisory, wanted))
            .toList();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    Advisory own =
        named.stream()
            .filter(advisory -> advisory.id().equalsIgnoreCase(wanted))
            .findFirst()
            .orElse(named.getFirst());
    List<String> cves = Ids.of(own).cves();
    if (cves.size() > 1) {
      return Optional.of(ofBulletin(asked, own, cves));
    }
    return ofVulnerability(asked, cves.isEmpty() ? spelling(own, id) : cves.getFirst());
  }

  /// Whether a record has exactly this id in one of its places for ids.
  private static boolean names(Advisory advisory, String id) {
    return advisory.id().equalsIgnoreCase(id)
        || advisory.aliases().stream().anyMatch(id::equalsIgnoreCase)
        || advisory.upstream().stream().anyMatch(id::equalsIgnoreCase);
  }

  private static String spelling(Advisory advisory, String id) {
    if (advisory.id().equalsIgnoreCase(id)) {
      return advisory.id();
    }
    List<String> all = new ArrayList<>(advisory.aliases());
    all.addAll(advisory.upstream());
    return all.stream().filter(id::equalsIgnoreCase).findFirst().orElse(id);
  }

  private Optional<Dossier> ofVulnerability(String asked, String id) {
    Map<Advisory, Ids> all = new HashMap<>();
    Mentions mentions = about(id, List.of(id), all);
    TreeSet<String> aliases = aliases(id, mentions, all);
    if (!aliases.isEmpty()) {
      // a record may know only an alias of the id, which another record ties to it
      List<String> more = new ArrayList<>(aliases);
      more.add(id);
      mentions = about(id, more, all);
      aliases = aliases(id, mentions, all);
    }
    Exploitation exploitation = advisories.exploitation(id).orElse(null);
    List<Rating> ratings = general(Ratings.of(mentions.affected(), id, advisories));
    if (mentions.advisories().isEmpty() && exploitation == null && ratings.isEmpty()) {
      return Optional.empty();
    }
    List<String> bulletins = new ArrayList<>();
    for (Advisory advisory : mentions.advisories()) {
      if (!advisory.id().endsWith(id) && !aliases.contains(advisory.id())) {
        bulletins.add(advisory.id());
      }
    }
    return Optional.of(
        new Dossier(
            asked,
            id,
            Nicknames.of(id).orElse(null),
            List.copyOf(aliases),
            List.of(),
            bulletins.stream().sorted().distinct().toList(),
            mentions.advisories(),
            mentions.affected(),
            summary(mentions.advisories()),
            published(mentions.advisories()),
            ratings,
            exploitation));
  }

  /// A distribution grades its own packages; for the vulnerability as such, others come first.
  private static List<Rating> general(List<Rating> ratings) {
    List<Rating> ordered = new ArrayList<>(ratings);
    ordered.sort(Comparator.comparing(rating -> Ecosystems.isDistribution(rating.source())));
    return ordered;
  }

  /// The records about a vulnerability, those about it alone first, those of distributions last.
  private Mentions about(String id, List<String> ids, Map<Advisory, Ids> all) {
    Mentions found = advisories.mentioning(ids);
    List<Advisory> records = new ArrayList<>();
    for (Advisory advisory : found.advisories()) {
      Ids about = all.computeIfAbsent(advisory, Ids::of);
      if (about.cves().contains(id) || about.cves().isEmpty() || !id.startsWith("CVE-")) {
        records.add(advisory);
      }
    }
    Map<String, Integer> ranks = new HashMap<>();
    for (Advisory advisory : records) {
      ranks.put(advisory.id(), all.computeIfAbsent(advisory, Ids::of).cves().size() > 1 ? 4 : 0);
    }
    List<Affected> affected = new ArrayList<>();
    for (Affected one : found.affected()) {
      if (ranks.containsKey(one.advisory().id())) {
        affected.add(one);
        int rank = Ecosystems.isDistribution(one.ecosystem()) ? 2 : 0;
        ranks.merge(one.advisory().id(), rank, (a, b) -> a | b);
      }
    }
    records.sort(Comparator.comparingInt(record -> ranks.getOrDefault(record.id(), 0)));
    affected.sort(Comparator.comparingInt(one -> ranks.getOrDefault(one.advisory().id(), 0)));
    return new Mentions(records, affected);
  }

  private static TreeSet<String> aliases(String id, Mentions mentions, Map<Advisory, Ids> all) {
    TreeSet<String> aliases = new TreeSet<>();
    for (Advisory advisory : mentions.advisories()) {
      Ids about = all.computeIfAbsent(advisory, Ids::of);
      if (about.cves().size() <= 1) {
        aliases.addAll(about.others());
      }
    }
    aliases.remove(id);
    return aliases;
  }

  private Dossier ofBulletin(String asked, Advisory own, List<String> cves) {
    List<Affected> affected =
        advisories.mentioning(List.of(own.id())).affected().stream()
            .filter(one -> one.advisory().id().equals(own.id()))
            .toList();
    return new Dossier(
        asked,
        own.id(),
        null,
        own.aliases(),
        cves,
        List.of(),
        List.of(own),
        affected,
        own.summary(),
        own.published(),
        Ratings.of(affected, own.id(), advisories),
        mostAttacked(cves));
  }

  /// What is known of attacks on the one of several that is attacked most.
  private @Nullable Exploitation mostAttacked(List<String> cves) {
    Exploitation most = null;
    for (String cve : cves) {
      Exploitation one = advisories.exploitation(cve).orElse(null);
      if (one != null && (most == null || more(one, most))) {
        most = one;
      }
    }
    return most;
  }

  private static boolean more(Exploitation one, Exploitation other) {
    if ((one.kev() == null) != (other.kev() == null)) {
      return one.kev() != null;
    }
    Double first = one.epss();
    Double second = other.epss();
    return first != null && (second == null || first > second);
  }

  /// Titles of bulletins name a package and no more: `curl - security update`.
  private static @Nullable String summary(List<Advisory> advisories) {
    for (Advisory advisory : advisories) {
      String summary = advisory.summary();
      if (summary != null && !summary.isBlank() && !summary.strip().endsWith(" update")) {
        return summary.strip();
      }
    }
    return null;
  }

  private static @Nullable String published(List<Advisory> advisories) {
    String earliest = null;
    for (Advisory advisory : advisories) {
      String published = advisory.published();
      if (published != null
          && published.length() >= 10
          && (earliest == null || published.compareTo(earliest) < 0)) {
        earliest = published;
      }
    }
    return earliest;
  }
}
