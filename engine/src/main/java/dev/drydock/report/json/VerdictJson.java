package dev.drydock.report.json;

import dev.drydock.json.JsonWriter;
import dev.drydock.match.Finding;
import dev.drydock.policy.Excused;
import dev.drydock.policy.Subject;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.report.PlanWords;
import dev.drydock.scan.Scan;
import java.io.IOException;

/// The member `verdict` of a scan's JSON.
final class VerdictJson {
  private final JsonWriter json;
  private final Scan scan;

  VerdictJson(JsonWriter json, Scan scan) {
    this.json = json;
    this.scan = scan;
  }

  void write(Verdict verdict) throws IOException {
    json.object("verdict").member("passes", verdict.passes()).array("violations");
    for (Violation violation : verdict.violations()) {
      violation(json.object(), violation);
      json.end();
    }
    json.end().array("excused");
    for (Excused excused : verdict.excused()) {
      violation(json.object(), excused.violation());
      json.object("exception")
          .member("id", excused.exception())
          .member("owner", excused.owner())
          .member("reason", excused.reason())
          .member("until", excused.until() == null ? null : excused.until().toString())
          .end()
          .end();
    }
    json.end().member("notes", verdict.notes()).end();
  }

  private void violation(JsonWriter to, Violation violation) throws IOException {
    to.member("rule", violation.rule()).member("level", violation.level().word());
    subject(violation.subject());
    to.member("reason", violation.reason())
        .member("lessened", violation.lessened())
        .member("due", violation.due() == null ? null : violation.due().toString());
    PlanWords plan = new PlanWords(scan);
    to.member("actions", violation.actions().stream().map(plan::title).toList());
  }

  private void subject(Subject subject) throws IOException {
    json.object("subject");
    switch (subject) {
      case Subject.OfFinding(int index) -> {
        Finding finding = scan.findings().findings().get(index);
        json.member("kind", "finding")
            .member("index", index)
            .member("id", finding.id())
            .member("purl", finding.component().purl().toString());
      }
      case Subject.OfObservation(int index) ->
          json.member("kind", "observation")
              .member("index", index)
              .member("id", scan.observations().get(index).rule())
              .member("purl", (String) null);
      case Subject.OfComponent(int index) ->
          json.member("kind", "component")
              .member("index", index)
              .member("id", (String) null)
              .member("purl", scan.findings().bom().components().get(index).purl().toString());
      case Subject.OfImage() ->
          json.member("kind", "image")
              .member("index", (String) null)
              .member("id", (String) null)
              .member("purl", (String) null);
    }
    json.end();
  }
}
