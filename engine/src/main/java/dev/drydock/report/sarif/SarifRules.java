package dev.drydock.report.sarif;

import dev.drydock.advisory.Exploitation;
import dev.drydock.hygiene.Observation;
import dev.drydock.match.Finding;
import dev.drydock.report.CleanText;
import dev.drydock.report.Links;
import dev.drydock.report.PlanWords;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.Vulnerabilities;
import dev.drydock.report.Words;
import dev.drydock.report.markdown.MarkdownText;
import dev.drydock.scan.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the rules of a run: each vulnerability is one, each kind of observation, each rule of a
/// policy.
final class SarifRules {
  static final String OBSERVATION = "drydock/";
  static final String POLICY = "policy/";

  private static final int LONGEST = 1_000;
  private static final int MOST_LINES = 20;

  private final Scan scan;
  private final PlanWords plan;
  private final List<List<Integer>> removers;
  private final Map<String, List<Integer>> findings = new HashMap<>();
  private final Map<String, Observation> observations = new HashMap<>();

  SarifRules(Scan scan, PlanWords plan) {
    this.scan = scan;
    this.plan = plan;
    this.removers = plan.removers();
    for (int index : scan.open()) {
      findings
          .computeIfAbsent(
              SarifText.id(scan.findings().findings().get(index).id()), _ -> new ArrayList<>())
          .add(index);
    }
    for (Observation observation : scan.observations()) {
      observations.putIfAbsent(SarifText.id(OBSERVATION + observation.rule()), observation);
    }
  }

  /// @param id of a result's rule
  SarifRule of(String id) {
    List<Integer> indexes = findings.get(id);
    if (indexes != null) {
      return vulnerability(id, indexes);
    }
    Observation observation = observations.get(id);
    if (observation != null) {
      return observation(id, observation);
    }
    if (id.equals(SarifContents.END_OF_LIFE)) {
      return plain(
          id,
          "The distribution has reached its end",
          "A distribution past its end of life gets no more security updates: new vulnerabilities"
              + " are not fixed, and many are not reported. Build on a release that is looked after.",
          7.0,
          "maintenance");
    }
    return plain(
        id,
        "Rule " + CleanText.line(id.substring(id.indexOf('/') + 1), LONGEST),
        "A rule of the policy that this image is judged by. `drydock gate` says what it asks for.",
        7.0,
        "policy");
  }

  private static SarifRule plain(
      String id, String title, String description, double severity, String tag) {
    return new SarifRule(
        id,
        title,
        description,
        description,
        MarkdownText.sentence(description),
        severity,
        List.of("security", tag),
        null);
  }

  private SarifRule observation(String id, Observation observation) {
    double severity =
        switch (observation.severity()) {
          case HIGH -> 8.0;
          case MEDIUM -> 5.0;
          case LOW -> 2.0;
        };
    return plain(
        id,
        CleanText.line(CleanText.capital(observation.message()), LONGEST),
        CleanText.line(
            CleanText.capital(observation.message())
                + ". "
                + CleanText.capital(observation.remedy()),
            LONGEST),
        severity,
        observation.rule().startsWith("secret/") ? "secret" : "configuration");
  }

  private SarifRule vulnerability(String id, List<Integer> indexes) {
    Vulnerabilities all = Vulnerabilities.of(scan.findings().findings(), indexes);
    Finding worst = all.worst().iterator().next();
    String summary = summary(all);
    List<String> links = Links.of(worst);
    return new SarifRule(
        id,
        CleanText.line(id + (summary.isEmpty() ? "" : ": " + summary), LONGEST),
        CleanText.line(
            summary.isEmpty() ? id + " is a known vulnerability of what is in the image." : summary,
            LONGEST),
        text(worst, summary, indexes),
        markdown(worst, summary, indexes),
        severity(all),
        tags(worst),
        links.isEmpty() ? null : links.getFirst());
  }

  private static List<String> tags(Finding finding) {
    List<String> tags = new ArrayList<>(List.of("security", "vulnerability"));
    if (Vulnerabilities.attacked(finding)) {
      tags.add("known-exploited");
    }
    return tags;
  }

  private static String summary(Vulnerabilities all) {
    for (Finding finding : all.all()) {
      if (finding.summary() != null && !finding.summary().isBlank()) {
        return CleanText.line(finding.summary(), LONGEST).strip();
      }
    }
    return "";
  }

  /// The score of the rating that counts; where none has one, the middle of the severity's range.
  private static double severity(Vulnerabilities all) {
    double highest = 0;
    for (Finding finding : all.all()) {
      Double score = finding.cvss();
      double one =
          score != null && score >= 0 && score <= 10
              ? score
              : switch (finding.severity()) {
                case CRITICAL -> 9.5;
                case HIGH -> 8.0;
                case MEDIUM -> 5.5;
                case LOW -> 2.0;
                case NEGLIGIBLE -> 0.5;
                case UNKNOWN -> 0.0;
              };
      highest = Math.max(highest, one);
    }
    return highest;
  }

  private List<String> lines(Finding worst, List<Integer> indexes) {
    List<String> lines = new ArrayList<>();
    Set<String> actions = new LinkedHashSet<>();
    Set<String> packages = new LinkedHashSet<>();
    for (int index : indexes) {
      Finding finding = scan.findings().findings().get(index);
      packages.add(VerdictWords.component(finding.component()));
      for (int action : removers.get(index)) {
        actions.add(plan.title(action));
      }
    }
    for (String action : first(actions)) {
      lines.add("What to do: " + action);
    }
    lines.add("In: " + String.join(", ", first(packages)));
    lines.add("Severity: " + severity(worst));
    Exploitation exploitation = worst.exploitation();
    if (exploitation != null && exploitation.kev() != null) {
      lines.add("Attacks are known (CISA KEV, " + exploitation.kev() + ")");
    }
    if (exploitation != null && exploitation.epss() != null) {
      lines.add("EPSS: " + exploitation.epss());
    }
    lines.add("Because: " + String.join("; ", scan.judgements().get(indexes.getFirst()).reasons()));
    if (!worst.aliases().isEmpty()) {
      lines.add("Also known as: " + String.join(", ", first(worst.aliases())));
    }
    return lines;
  }

  private static String severity(Finding finding) {
    StringBuilder words = new StringBuilder(Words.of(finding.severity()));
    if (!finding.ratings().isEmpty()) {
      Finding.Rating rating = finding.ratings().getFirst();
      words.append(", by ").append(rating.source());
      words.append(rating.score() == null ? "" : " " + rating.score());
      words.append(rating.vector() == null ? "" : " " + rating.vector());
    }
    return words.toString();
  }

  private static List<String> first(Iterable<String> words) {
    List<String> first = new ArrayList<>();
    for (String word : words) {
      if (first.size() == MOST_LINES) {
        first.add("…");
        break;
      }
      first.add(word);
    }
    return first;
  }

  private String text(Finding worst, String summary, List<Integer> indexes) {
    StringBuilder text = new StringBuilder();
    text.append(summary.isEmpty() ? "" : summary + "\n");
    for (String line : lines(worst, indexes)) {
      text.append(CleanText.line(line, LONGEST)).append('\n');
    }
    for (String link : Links.of(worst)) {
      text.append(link).append('\n');
    }
    return text.toString().stripTrailing();
  }

  private String markdown(Finding worst, String summary, List<Integer> indexes) {
    StringBuilder markdown = new StringBuilder();
    markdown.append(summary.isEmpty() ? "" : MarkdownText.sentence(summary) + "\n\n");
    for (String line : lines(worst, indexes)) {
      int colon = line.indexOf(": ");
      markdown.append("- ");
      if (colon > 0 && colon < 20) {
        markdown.append("**").append(line, 0, colon).append("**");
        markdown.append(MarkdownText.sentence(line.substring(colon)));
      } else {
        markdown.append(MarkdownText.sentence(line));
      }
      markdown.append('\n');
    }
    for (String link : Links.of(worst)) {
      markdown.append("- <").append(link).append(">\n");
    }
    return markdown.toString().stripTrailing();
  }
}
