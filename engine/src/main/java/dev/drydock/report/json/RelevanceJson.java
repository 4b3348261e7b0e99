package dev.drydock.report.json;

import dev.drydock.bom.Component;
import dev.drydock.explain.Relevance;
import dev.drydock.explain.Relevance.Cleared;
import dev.drydock.explain.Relevance.Place;
import dev.drydock.explain.Relevance.Present;
import dev.drydock.explain.Relevance.Removal;
import dev.drydock.json.JsonWriter;
import dev.drydock.match.Finding;
import dev.drydock.report.Words;
import dev.drydock.triage.Judgement;
import dev.drydock.vex.Statement;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The member `here` of an explanation.
final class RelevanceJson {
  private final JsonWriter json;

  RelevanceJson(JsonWriter json) {
    this.json = json;
  }

  void write(Relevance relevance) throws IOException {
    json.object("here")
        .member("image", relevance.image())
        .member("verdict", relevance.verdict().word())
        .member("components", relevance.components())
        .member("unreadable", relevance.unreadable())
        .array("present");
    for (Present present : relevance.present()) {
      present(present);
    }
    json.end().array("cleared");
    for (Cleared cleared : relevance.cleared()) {
      json.object()
          .member("purl", cleared.component().purl().toString())
          .member("ecosystem", cleared.ecosystem())
          .member("package", cleared.packageName())
          .member("advisories", cleared.advisories())
          .member("compared", cleared.compared())
          .member("fixedIn", cleared.fixedIn());
      if (!cleared.notLinked().isEmpty()) {
        json.member("notLinked", cleared.notLinked());
      }
      json.end();
    }
    json.end();
    json.member(
            "namesakes",
            relevance.namesakes().stream().map(Component::purl).map(Object::toString).toList())
        .end();
  }

  private void present(Present present) throws IOException {
    Finding finding = present.finding();
    Judgement judgement = present.judgement();
    json.object()
        .member("id", finding.id())
        .member("purl", finding.component().purl().toString())
        .member("severity", Words.of(finding.severity()))
        .member("status", Words.of(finding.status()))
        .member("fixedIn", finding.fixedIn())
        .member("origin", present.origin() == null ? null : present.origin().word())
        .member("priority", judgement == null ? null : judgement.priority().word())
        .member("priorityReasons", judgement == null ? List.<String>of() : judgement.reasons())
        .array("places");
    for (Place place : present.places()) {
      json.object()
          .member("path", place.path())
          .member("layer", place.layerId())
          .member("layerNumber", place.layer())
          .member("instruction", place.instruction())
          .end();
    }
    json.end().array("matches");
    for (Finding.Match match : finding.matches()) {
      json.object()
          .member("advisory", match.advisory())
          .member("ecosystem", match.ecosystem())
          .member("package", match.packageName())
          .member("reason", match.reason())
          .end();
    }
    json.end();
    removal(present.removal());
    json.member("stays", present.stays() == null ? null : present.stays().word());
    statement(present.statement());
    json.end();
  }

  private void removal(@Nullable Removal removal) throws IOException {
    if (removal == null) {
      json.member("removedBy", (String) null);
      return;
    }
    json.object("removedBy")
        .member("action", removal.number())
        .member("title", removal.title())
        .member("upgrade", removal.upgrade())
        .member("effort", removal.effort().word())
        .member("alsoRemoves", removal.alsoRemoves())
        .end();
  }

  private void statement(@Nullable Statement statement) throws IOException {
    if (statement == null) {
      json.member("vex", (String) null);
      return;
    }
    json.object("vex")
        .member("status", statement.status().word())
        .member("justification", statement.justification())
        .member("author", statement.document().author())
        .member("source", statement.document().source())
        .end();
  }
}
