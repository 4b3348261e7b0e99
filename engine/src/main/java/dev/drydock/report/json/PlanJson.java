package dev.drydock.report.json;

import dev.drydock.bom.Bom;
import dev.drydock.fix.Action;
import dev.drydock.fix.BaseCandidate;
import dev.drydock.fix.Plan;
import dev.drydock.fix.Replacement;
import dev.drydock.fix.Upgrade;
import dev.drydock.json.JsonWriter;
import dev.drydock.match.Finding;
import dev.drydock.report.ActionWords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The member `plan` of a scan's JSON.
final class PlanJson {
  private final JsonWriter json;
  private final Bom bom;
  private final List<Finding> findings;

  PlanJson(JsonWriter json, Bom bom, List<Finding> findings) {
    this.json = json;
    this.bom = bom;
    this.findings = findings;
  }

  /// @param predicted whether the findings after the plan are written too
  void write(Plan plan, boolean predicted) throws IOException {
    json.object("plan").array("actions");
    for (Action action : plan.actions()) {
      action(action);
    }
    json.end().array("remaining");
    for (Plan.Remaining remaining : plan.remaining()) {
      Finding finding = findings.get(remaining.finding());
      json.object()
          .member("id", finding.id())
          .member("purl", finding.component().purl().toString())
          .member("reason", remaining.reason().word())
          .end();
    }
    json.end();
    if (predicted) {
      json.array("predicted");
      for (Finding finding : plan.predicted()) {
        json.object()
            .member("id", finding.id())
            .member("purl", finding.component().purl().toString())
            .end();
      }
      json.end();
    }
    json.member("undecided", plan.undecided()).end();
  }

  private void action(Action action) throws IOException {
    json.object()
        .member("kind", action.kind().word())
        .member("title", ActionWords.title(action, bom.distribution()))
        .member("effort", action.effort().word())
        .member("origin", action.origin() == null ? null : action.origin().word())
        .member("findings", action.removes().size())
        .member("removes", ids(action.removes()))
        .member("remaining", ids(action.remaining()))
        .member("introduces", action.introduces());
    BaseCandidate base = action.base();
    if (base != null) {
      json.object("base")
          .member("reference", base.reference())
          .member("digest", base.digest())
          .end();
    }
    Replacement replacement = action.replacement();
    if (replacement != null) {
      json.object("replacement")
          .member("type", replacement.type())
          .member("name", replacement.name())
          .member("replacement", replacement.replacement())
          .member("version", replacement.version())
          .member("reason", replacement.reason())
          .member("source", replacement.source())
          .end();
    }
    json.array("packages");
    for (Upgrade upgrade : action.upgrades()) {
      upgrade(upgrade);
    }
    json.end().end();
  }

  private void upgrade(Upgrade upgrade) throws IOException {
    List<String> purls = new ArrayList<>();
    for (int component : upgrade.components()) {
      purls.add(bom.components().get(component).purl().toString());
    }
    json.object()
        .member("type", upgrade.type())
        .member("name", upgrade.name())
        .member("from", upgrade.from())
        .member("to", upgrade.to())
        .member("components", purls)
        .member("removes", ids(upgrade.removes()))
        .end();
  }

  /// Each id once, in the order of the findings.
  private List<String> ids(List<Integer> indexes) {
    Set<String> ids = new LinkedHashSet<>();
    for (int index : indexes) {
      ids.add(findings.get(index).id());
    }
    return new ArrayList<>(ids);
  }
}
