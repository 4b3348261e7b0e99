package dev.drydock.match;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.match.Finding.Rating;
import dev.drydock.match.Finding.Severity;
import dev.drydock.match.cvss.Cvss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The severities that were given to one vulnerability, the most specific first: the word for the
/// package, the record's word, its CVSS vectors (newer versions of the standard first), its bare
/// score, at last the tables beside the feeds.
public final class Ratings {
  private final List<Rating> ratings = new ArrayList<>(4);

  private Ratings() {}

  /// @param records what is said of one vulnerability, the deciding record first
  public static List<Rating> of(List<Affected> records, String id, Advisories advisories) {
    Ratings all = new Ratings();
    for (Affected record : records) {
      all.addWord(source(record), record.severityWord());
    }
    for (Affected record : records) {
      all.addRecord(record);
    }
    if (Ids.isCve(id)) {
      List<Advisory.Severity> table = advisories.severities(id);
      all.addVectors(table, "NVD");
      all.addScores(table, "NVD");
    }
    return all.ratings;
  }

  private void addRecord(Affected affected) {
    Advisory advisory = affected.advisory();
    String source = source(affected);
    List<Advisory.Severity> severities = advisory.severities();
    for (Advisory.Severity severity : severities) {
      if (!severity.type().startsWith("CVSS")) {
        addWord(severity.source() == null ? source : severity.source(), severity.score());
      }
    }
    String word = advisory.severityWord();
    addWord(source, word == null ? titleWord(advisory) : word);
    addVectors(severities, source);
    Double score = advisory.cvssScore();
    if (score != null) {
      add(new Rating(source, ofScore(score, false), null, score));
    }
  }

  private void addWord(String source, @Nullable String word) {
    Severity severity = word == null ? Severity.UNKNOWN : ofWord(word);
    if (severity != Severity.UNKNOWN) {
      add(new Rating(source, severity, null, null));
    }
  }

  private void addVectors(List<Advisory.Severity> severities, String source) {
    List<Cvss> read = new ArrayList<>(severities.size());
    List<String> sources = new ArrayList<>(severities.size());
    for (Advisory.Severity severity : severities) {
      Cvss cvss =
          severity.type().startsWith("CVSS") ? Cvss.of(severity.score()).orElse(null) : null;
      if (cvss != null) {
        int at = 0;
        while (at < read.size() && read.get(at).version().compareTo(cvss.version()) >= 0) {
          at++;
        }
        read.add(at, cvss);
        sources.add(at, severity.source() == null ? source : severity.source());
      }
    }
    for (int i = 0; i < read.size(); i++) {
      Cvss cvss = read.get(i);
      Severity severity = ofScore(cvss.score(), cvss.version() == Cvss.Version.V2);
      add(new Rating(sources.get(i), severity, cvss.vector(), cvss.score()));
    }
  }

  /// Tables have a score in the place of a vector where nobody published one.
  private void addScores(List<Advisory.Severity> severities, String source) {
    for (Advisory.Severity severity : severities) {
      String text = severity.score();
      if (!text.isEmpty() && text.length() <= 4 && Character.isDigit(text.charAt(0))) {
        try {
          double score = Double.parseDouble(text);
          String by = severity.source() == null ? source : severity.source();
          if (score <= 10) {
            add(new Rating(by, ofScore(score, severity.type().equals("CVSS_V2")), null, score));
          }
        } catch (NumberFormatException _) {
          // no score either
        }
      }
    }
  }

  /// A word and the vector behind it are one rating.
  private void add(Rating rating) {
    for (int i = 0; i < ratings.size(); i++) {
      Rating known = ratings.get(i);
      if (known.source().equals(rating.source())) {
        if (rating.vector() == null || rating.vector().equals(known.vector())) {
          return;
        }
        if (known.vector() == null && known.severity() == rating.severity()) {
          ratings.set(i, rating);
          return;
        }
      }
    }
    ratings.add(rating);
  }

  /// Red Hat's rebuilders put it first in the title: `Important: bcel security update`.
  private static @Nullable String titleWord(Advisory advisory) {
    String title = advisory.summary();
    int colon = title == null ? -1 : title.indexOf(": ");
    return title == null || colon < 0 || colon > 9 ? null : title.substring(0, colon);
  }

  static Severity ofWord(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "critical" -> Severity.CRITICAL;
      case "high", "important" -> Severity.HIGH;
      case "medium", "moderate" -> Severity.MEDIUM;
      case "low", "minor" -> Severity.LOW;
      case "negligible", "unimportant" -> Severity.NEGLIGIBLE;
      default -> Severity.UNKNOWN;
    };
  }

  /// CVSS' qualitative scale; version 2 has none, NVD's is used.
  static Severity ofScore(double score, boolean version2) {
    if (score >= 9 && !version2) {
      return Severity.CRITICAL;
    }
    if (score >= 7) {
      return Severity.HIGH;
    }
    if (score >= 4) {
      return Severity.MEDIUM;
    }
    return score > 0 || version2 ? Severity.LOW : Severity.NEGLIGIBLE;
  }

  /// Who wrote a record, by the prefix of its id.
  private static String source(Affected affected) {
    String id = affected.advisory().id();
    String ecosystem = affected.ecosystem();
    int dash = id.indexOf('-');
    return switch (dash < 0 ? id : id.substring(0, dash)) {
      case "GHSA" -> "GitHub";
      case "GO" -> "Go";
      case "PYSEC" -> "PyPA";
      case "RUSTSEC" -> "RustSec";
      case "BIT" -> "Bitnami";
      case "CGA" -> "Chainguard";
      case "x_RUBYSEC" -> "RubySec";
      case "x_FRIENDSOFPHP" -> "FriendsOfPHP";
      case "MAL" -> "OpenSSF";
      // GitHub's database under CVE numbers: no other one speaks of these registries
      case "CVE" ->
          switch (ecosystem) {
            case "Maven", "npm", "NuGet" -> "GitHub";
            default -> withoutRelease(ecosystem);
          };
      default -> withoutRelease(ecosystem);
    };
  }

  private static String withoutRelease(String ecosystem) {
    int colon = ecosystem.indexOf(':');
    return colon < 0 ? ecosystem : ecosystem.substring(0, colon);
  }
}
