package dev.drydock.advisory.osv;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// One OSV record being read.
final class RecordReader {
  private static final int ID = 256;
  private static final int URL = 1024;
  private static final int WORST_RANK = 3;

  private final JsonParser parser;
  private final List<AffectedReader> affected = new ArrayList<>();
  private final List<Advisory.Severity> severities = new ArrayList<>();
  private List<String> aliases = List.of();
  private List<String> upstream = List.of();
  private List<String> related = List.of();
  private List<String> cwes = List.of();
  private @Nullable String id;
  private @Nullable String summary;
  private @Nullable String details;
  private @Nullable String published;
  private @Nullable String modified;
  private @Nullable String withdrawn;
  private @Nullable String severityWord;
  private @Nullable String informational;
  private @Nullable String status;
  private @Nullable Double cvssScore;
  private @Nullable String url;
  private int urlRank = WORST_RANK + 1;

  RecordReader(JsonParser parser) {
    this.parser = parser;
  }

  /// By its member, or by its title, as GitHub renames what it withdraws: tables made of its
  /// database have only that.
  boolean withdrawn() {
    return withdrawn != null
        || summary != null
            && (summary.startsWith("Withdrawn:")
                || summary.startsWith("Withdrawn Advisory:")
                || summary.strip().equals("Withdrawn"));
  }

  void read() {
    for (String member = Tokens.nextMember(parser);
        member != null;
        member = Tokens.nextMember(parser)) {
      switch (member) {
        case "id" -> id = Tokens.text(parser);
        case "aliases" -> aliases = Tokens.texts(parser);
        case "upstream" -> upstream = Tokens.texts(parser);
        case "related" -> related = Tokens.texts(parser);
        case "summary" -> summary = Tokens.text(parser);
        case "details" -> details = Tokens.text(parser);
        case "published" -> published = Tokens.text(parser);
        case "modified" -> modified = Tokens.text(parser);
        case "withdrawn" -> withdrawn = Tokens.text(parser);
        case "severity" -> readSeverities(parser, severities);
        case "affected" -> readAffected();
        case "references" -> readReferences();
        case "database_specific" -> readWords();
        default -> parser.skipChildren();
      }
    }
  }

  OsvRecord build(String what) throws IOException {
    if (id == null || id.length() > ID) {
      throw new IOException(what + " has no usable id");
    }
    String own = id;
    String text = OsvText.summary(summary, details, aliases);
    List<String> about = upstream;
    if (about.isEmpty() && aliases.isEmpty() && ofDistribution()) {
      // Records of before schema 1.7 name the CVEs of a distribution's advisory here.
      about = related.stream().filter(other -> other.startsWith("CVE-")).toList();
    }
    String word = severityWord != null ? severityWord : informational;
    if (word == null && ofDistribution()) {
      word = OsvText.severityPrefix(summary);
    }
    Advisory advisory =
        new Advisory(
            own, aliases, about, text, published, modified, severities, word, cvssScore, cwes, url);
    List<Affected> entries = new ArrayList<>(affected.size());
    for (AffectedReader entry : affected) {
      if (entry.says()) {
        entries.add(entry.build(withSeverities(advisory, entry.severities()), status));
      }
    }
    return new OsvRecord(advisory, entries);
  }

  private boolean ofDistribution() {
    for (AffectedReader entry : affected) {
      String ecosystem = entry.ecosystem();
      if (ecosystem != null && Ecosystems.isDistribution(ecosystem)) {
        return true;
      }
    }
    return false;
  }

  private static Advisory withSeverities(Advisory all, List<Advisory.Severity> own) {
    if (own.isEmpty()) {
      return all;
    }
    List<Advisory.Severity> both = new ArrayList<>(own);
    for (Advisory.Severity severity : all.severities()) {
      if (!both.contains(severity)) {
        both.add(severity);
      }
    }
    return new Advisory(
        all.id(),
        all.aliases(),
        all.upstream(),
        all.summary(),
        all.published(),
        all.modified(),
        both,
        all.severityWord(),
        all.cvssScore(),
        all.cwes(),
        all.url());
  }

  static void readSeverities(JsonParser parser, List<Advisory.Severity> into) {
    if (!Tokens.entersArray(parser)) {
      return;
    }
    while (Tokens.nextObject(parser)) {
      String type = null;
      String score = null;
      for (String member = Tokens.nextMember(parser);
          member != null;
          member = Tokens.nextMember(parser)) {
        switch (member) {
          case "type" -> type = Tokens.text(parser);
          case "score" -> score = Tokens.text(parser);
          default -> parser.skipChildren();
        }
      }
      if (type != null && score != null) {
        Advisory.Severity severity = new Advisory.Severity(type, score, null);
        if (!into.contains(severity)) {
          into.add(severity);
        }
      }
    }
  }

  private void readAffected() {
    if (!Tokens.entersArray(parser)) {
      return;
    }
    while (Tokens.nextObject(parser)) {
      AffectedReader entry = new AffectedReader(parser);
      entry.read();
      affected.add(entry);
    }
  }

  private void readReferences() {
    if (!Tokens.entersArray(parser)) {
      return;
    }
    while (Tokens.nextObject(parser)) {
      String type = null;
      String address = null;
      for (String member = Tokens.nextMember(parser);
          member != null;
          member = Tokens.nextMember(parser)) {
        switch (member) {
          case "type" -> type = Tokens.text(parser);
          case "url" -> address = Tokens.text(parser);
          default -> parser.skipChildren();
        }
      }
      offerUrl(address, "ADVISORY".equals(type) ? 1 : "WEB".equals(type) ? 2 : WORST_RANK);
    }
  }

  private void offerUrl(@Nullable String address, int rank) {
    if (address != null
        && rank < urlRank
        && address.length() <= URL
        && (address.startsWith("https://") || address.startsWith("http://"))) {
      url = address;
      urlRank = rank;
    }
  }

  private void readWords() {
    if (!Tokens.entersObject(parser)) {
      return;
    }
    for (String member = Tokens.nextMember(parser);
        member != null;
        member = Tokens.nextMember(parser)) {
      switch (member) {
        case "severity" -> severityWord = Tokens.text(parser);
        case "informational" -> informational = Tokens.text(parser);
        case "status" -> status = Tokens.text(parser);
        case "cvss_score" -> cvssScore = Tokens.number(parser);
        case "cwe_ids", "cwes" -> cwes = Tokens.texts(parser);
        case "url" -> offerUrl(Tokens.text(parser), 0);
        default -> parser.skipChildren();
      }
    }
  }
}
