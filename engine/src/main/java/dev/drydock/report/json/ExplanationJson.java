package dev.drydock.report.json;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Exploitation;
import dev.drydock.bom.Creation;
import dev.drydock.explain.AffectedPackage;
import dev.drydock.explain.Attack;
import dev.drydock.explain.Dossier;
import dev.drydock.explain.Explanation;
import dev.drydock.explain.Line;
import dev.drydock.explain.PackageKind;
import dev.drydock.explain.Relevance;
import dev.drydock.explain.Section;
import dev.drydock.explain.Topic;
import dev.drydock.explain.Weakness;
import dev.drydock.json.JsonWriter;
import dev.drydock.match.Finding;
import dev.drydock.report.ExplanationReport;
import dev.drydock.report.Words;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Explanations and the handbook for programs; `docs/schema/explain-1.json` describes it.
///
/// ```json
/// {"schemaVersion": 1, "kind": "vulnerability", "vulnerability": {"id": "CVE-2021-44228", …}}
/// ```
public final class ExplanationJson {
  private final JsonWriter json;

  private ExplanationJson(OutputStream out) {
    this.json = new JsonWriter(out);
  }

  /// Writes an explanation; `out` stays open.
  public static void write(ExplanationReport report, OutputStream out) throws IOException {
    new ExplanationJson(out).report(report);
  }

  /// Writes topics of the handbook; `out` stays open.
  public static void write(List<Topic> topics, Creation creation, OutputStream out)
      throws IOException {
    ExplanationJson document = new ExplanationJson(out);
    document.head("topics", creation);
    document.json.array("topics");
    for (Topic topic : topics) {
      document
          .json
          .object()
          .member("name", topic.name())
          .member("title", topic.title())
          .member("text", topic.text())
          .member("next", topic.next())
          .member("related", topic.related())
          .end();
    }
    document.json.end().end().flush();
  }

  private void head(String kind, Creation creation) throws IOException {
    json.object().member("schemaVersion", 1).object("tool").member("name", Creation.TOOL);
    json.member("version", creation.version()).end();
    json.member("createdAt", creation.at().toString()).member("kind", kind);
  }

  private void report(ExplanationReport report) throws IOException {
    Explanation explanation = report.explanation();
    head("vulnerability", report.creation());
    json.object("vulnerability");
    dossier(explanation.dossier());
    attack(explanation.attack());
    json.array("weaknesses");
    for (Weakness weakness : explanation.weaknesses()) {
      json.object()
          .member("id", weakness.id())
          .member("name", weakness.name())
          .member("words", weakness.words())
          .end();
    }
    json.end();
    packages(explanation.packages());
    json.member("packageKinds", explanation.kinds().stream().map(PackageKind::word).toList());
    json.member("references", explanation.references());
    json.end();
    Relevance relevance = explanation.relevance();
    if (relevance != null) {
      new RelevanceJson(json).write(relevance);
    }
    sections(explanation.sections());
    advisories(report.advisories());
    json.end().flush();
  }

  private void dossier(Dossier dossier) throws IOException {
    Exploitation exploitation = dossier.exploitation();
    json.member("asked", dossier.asked())
        .member("id", dossier.id())
        .member("name", dossier.name())
        .member("aliases", dossier.aliases())
        .member("contents", dossier.contents())
        .member("bulletins", dossier.bulletins())
        .member("summary", dossier.summary())
        .member("published", dossier.published())
        .member("severity", Words.of(dossier.severity()))
        .member("epss", exploitation == null ? null : exploitation.epss())
        .member("epssPercentile", exploitation == null ? null : exploitation.percentile())
        .member("kevAdded", exploitation == null ? null : exploitation.kev())
        .member("ransomware", exploitation != null && exploitation.ransomware())
        .array("ratings");
    for (Finding.Rating rating : dossier.ratings()) {
      json.object()
          .member("source", rating.source())
          .member("severity", Words.of(rating.severity()))
          .member("vector", rating.vector())
          .member("score", rating.score())
          .end();
    }
    json.end();
  }

  private void attack(@Nullable Attack attack) throws IOException {
    if (attack == null) {
      json.member("attack", (String) null);
      return;
    }
    json.object("attack")
        .member("vector", attack.vector())
        .member("source", attack.source())
        .member("reach", word(attack.reach()))
        .member("hard", attack.hard())
        .member("account", word(attack.account()))
        .member("person", attack.person() == null ? null : word(attack.person()))
        .member("confidentiality", word(attack.confidentiality()))
        .member("integrity", word(attack.integrity()))
        .member("availability", word(attack.availability()))
        .member("spreads", attack.spreads())
        .end();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void packages(List<AffectedPackage> packages) throws IOException {
    json.array("packages");
    for (AffectedPackage one : packages) {
      json.object()
          .member("ecosystem", one.ecosystem())
          .member("name", one.name())
          .member("fixedIn", one.fixedIn())
          .member("lastAffected", one.lastAffected())
          .member("status", one.status())
          .member("advisories", one.advisories())
          .end();
    }
    json.end();
  }

  private void sections(List<Section> sections) throws IOException {
    json.array("sections");
    for (Section section : sections) {
      json.object()
          .member("kind", section.kind().word())
          .member("title", section.kind().title())
          .array("lines");
      for (Line line : section.lines()) {
        json.object().member("kind", kind(line)).member("text", line.text()).end();
      }
      json.end().member("topics", section.topics()).end();
    }
    json.end();
  }

  private static String kind(Line line) {
    return switch (line) {
      case Line.Sentence _ -> "sentence";
      case Line.Item _ -> "item";
      case Line.Detail _ -> "detail";
      case Line.Command _ -> "command";
    };
  }

  private void advisories(Advisories.Metadata metadata) throws IOException {
    json.object("advisories").member("builtAt", metadata.builtAt()).array("feeds");
    for (Advisories.Feed feed : metadata.feeds()) {
      json.object()
          .member("name", feed.name())
          .member("newest", feed.newest())
          .member("licence", feed.licence())
          .end();
    }
    json.end().end();
  }
}
