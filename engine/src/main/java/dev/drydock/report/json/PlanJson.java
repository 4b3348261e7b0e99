package dev.drydock.report.json;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.fix.Action;
import dev.drydock.fix.BaseCandidate;
import dev.drydock.fix.Plan;
import dev.drydock.fix.Removal;
import dev.drydock.fix.Replacement;
import dev.drydock.fix.Upgrade;
import dev.drydock.json.JsonWriter;
import dev.drydock.match.Finding;
import dev.drydock.repair.Repair;
import dev.drydock.report.ActionWords;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The member `plan` of a scan's JSON.
final class PlanJson {
  private final JsonWriter json;
  private final Bom bom;
  private final List<Finding> findings;

  private final Scan report;

  PlanJson(JsonWriter json, Scan report) {
    this.json = json;
    this.report = report;
    this.bom = report.findings().bom();
    this.findings = report.findings().findings();
  }

  /// @param predicted whether the findings after the plan are written too
  void write(boolean predicted) throws IOException {
    Plan plan = report.plan();
    json.object("plan").array("actions");
    for (int i = 0; i < plan.actions().size(); i++) {
      action(plan.actions().get(i), report.repair(i));
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
    json.member("undecided", plan.undecided()).member("gap", gap(plan)).end();
  }

  /// Rounded up, so that no more is promised than is proven.
  private static double gap(Plan plan) {
    return Math.ceil(plan.gap() * 1000) / 1000;
  }

  private void action(Action action, @Nullable Repair repair) throws IOException {
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
    if (action.removal() != null) {
      removal(action.removal());
    }
    json.array("packages");
    for (Upgrade upgrade : action.upgrades()) {
      upgrade(upgrade);
    }
    json.end();
    if (repair != null) {
      repair(repair);
    }
    json.end();
  }

  private void removal(Removal removal) throws IOException {
    List<String> purls = new ArrayList<>();
    for (Component component : removal.removed()) {
      purls.add(component.purl().toString());
    }
    json.object("removal")
        .member("purpose", removal.purpose().word())
        .member("names", removal.names())
        .member("components", purls)
        .member("checks", removal.checks())
        .end();
  }

  private void repair(Repair repair) throws IOException {
    json.array("places");
    switch (repair) {
      case Repair.Done done -> {
        for (Repair.Place place : done.places()) {
          json.object().member("file", place.path()).member("line", place.line()).end();
        }
        json.end().member("next", done.next()).member("notes", done.notes());
      }
      case Repair.Undecided undecided -> json.end().member("undecided", undecided.reason());
    }
  }

  private void upgrade(Upgrade upgrade) throws IOException {
    List<String> purls = new ArrayList<>();
    for (Component component : upgrade.components()) {
      purls.add(component.purl().toString());
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
