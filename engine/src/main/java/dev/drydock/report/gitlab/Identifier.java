package dev.drydock.report.gitlab;

import dev.drydock.match.Finding;
import dev.drydock.report.CleanText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One id of a vulnerability as GitLab knows them.
///
/// @param type `cve`, `ghsa`, …
/// @param url a page; `null` where none can be told
record Identifier(String type, String value, @Nullable String url) {
  /// GitLab keeps no more.
  private static final int MOST = 20;

  private static final int LONGEST = 200;

  /// The finding's id first, then its aliases.
  static List<Identifier> of(Finding finding) {
    Set<String> ids = new LinkedHashSet<>();
    ids.add(finding.id());
    ids.addAll(finding.aliases());
    List<Identifier> identifiers = new ArrayList<>();
    for (String id : ids) {
      String value = CleanText.line(id, LONGEST).strip();
      if (!value.isEmpty() && identifiers.size() < MOST) {
        identifiers.add(of(value));
      }
    }
    return identifiers.isEmpty() ? List.of(of("unnamed")) : identifiers;
  }

  private static Identifier of(String id) {
    boolean plain = id.chars().allMatch(Identifier::plain);
    int dash = id.indexOf('-');
    String prefix = dash > 0 && plain ? id.substring(0, dash).toLowerCase(Locale.ROOT) : "";
    return switch (prefix) {
      case "cve" -> new Identifier("cve", id, "https://www.cve.org/CVERecord?id=" + id);
      case "ghsa" -> new Identifier("ghsa", id, "https://github.com/advisories/" + id);
      case "" -> new Identifier("drydock", id, null);
      default -> new Identifier(prefix, id, "https://osv.dev/vulnerability/" + id);
    };
  }

  private static boolean plain(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '.'
        || c == ':'
        || c == '_';
  }
}
