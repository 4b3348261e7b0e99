package dev.drydock.report;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Exploitation;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.SampleBoms;
import dev.drydock.fix.Action;
import dev.drydock.fix.BaseCandidate;
import dev.drydock.fix.Effort;
import dev.drydock.fix.Plan;
import dev.drydock.fix.Replacement;
import dev.drydock.fix.Upgrade;
import dev.drydock.hygiene.Observation;
import dev.drydock.match.Finding;
import dev.drydock.match.Finding.Severity;
import dev.drydock.match.Finding.Status;
import dev.drydock.match.Findings;
import dev.drydock.match.lifecycle.EndOfLife;
import dev.drydock.origin.Origin;
import dev.drydock.origin.Origins;
import dev.drydock.repair.Project;
import dev.drydock.repair.Repair;
import dev.drydock.repair.Repaired;
import dev.drydock.scan.Scan;
import dev.drydock.triage.Judgement;
import dev.drydock.triage.Priority;
import dev.drydock.vex.Assessment;
import dev.drydock.vex.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Scans for tests of what is written of them.
public final class SampleReports {
  private SampleReports() {}

  /// One upgrade that removes three findings, and one finding of each other kind.
  public static Scan debian() {
    Bom bom = SampleBoms.debian();
    Component library = bom.components().get(0);
    Component tool = bom.components().get(1);
    Component jar = bom.components().get(2);
    Component npm = bom.components().get(3);
    List<Finding> findings =
        List.of(
            finding(
                "CVE-2024-5535", library, Severity.CRITICAL, Status.AFFECTED, "1.1.1w-0+deb11u2"),
            finding("CVE-2024-5535", tool, Severity.CRITICAL, Status.AFFECTED, "1.1.1w-0+deb11u2"),
            attacked("CVE-2021-44228", jar, "2.15.0"),
            finding("CVE-2023-0001", library, Severity.HIGH, Status.AFFECTED, "1.1.1w-0+deb11u1.1"),
            finding("CVE-2023-0002", tool, Severity.MEDIUM, Status.WILL_NOT_FIX, null),
            finding("CVE-2023-0003", tool, Severity.LOW, Status.UNDER_INVESTIGATION, null),
            finding("CVE-2023-0004", tool, Severity.UNKNOWN, Status.UNDETERMINED, null),
            finding("CVE-2023-0005", tool, Severity.NEGLIGIBLE, Status.AFFECTED, null),
            finding("CVE-2023-0006", npm, Severity.HIGH, Status.NOT_AFFECTED, null),
            finding("CVE-2023-0007", npm, Severity.HIGH, Status.FIXED, "7.0.0"));
    Upgrade upgrade =
        new Upgrade(
            "deb",
            "openssl",
            "1.1.1w-0+deb11u1",
            "1.1.1w-0+deb11u2",
            List.of(library, tool),
            List.of(0, 1, 3),
            List.of(7),
            List.of(),
            List.of());
    return report(
        bom,
        findings,
        List.of(upgrade),
        List.of(
            new Findings.Coverage("Debian:11", 2, true),
            new Findings.Coverage("npm", 1, true),
            new Findings.Coverage("Amazon Linux 2", 1, false)));
  }

  /// After VEX: one finding silenced, one confirmed; of a distribution that has reached its end.
  public static Scan assessed() {
    Bom bom = SampleBoms.debian();
    Statement.Document document =
        new Statement.Document("vex.json", "OpenVEX", "https://example.org/vex", "Example");
    Statement silences = statement(Statement.Status.NOT_AFFECTED, document);
    Finding confirmed =
        finding("CVE-2023-0005", bom.components().get(1), Severity.LOW, Status.AFFECTED, null);
    Finding silenced =
        finding("CVE-2023-0006", bom.components().get(3), Severity.HIGH, Status.NOT_AFFECTED, null);
    Scan plain = report(bom, List.of(confirmed), List.of(), List.of());
    return new Scan(
        plain.findings(),
        plain.judgements(),
        Origins.unknown(),
        plain.plan(),
        plain.creation(),
        new Assessment(
            List.of(new Assessment.Silenced(silenced, silences)),
            Map.of(0, statement(Statement.Status.AFFECTED, document))),
        EndOfLife.of(bom.distribution(), Instant.parse("2026-09-01T00:00:00Z")).orElseThrow(),
        List.of(
            new Observation(
                "secret/password",
                Observation.Severity.HIGH,
                "a password lies in app/.env",
                "app/.env",
                1,
                0,
                "COPY . /app",
                "revoke it",
                new Observation.Place("Dockerfile", 7)),
            new Observation(
                "no-healthcheck",
                Observation.Severity.LOW,
                "nothing says how to tell whether the container works",
                null,
                1,
                -1,
                null,
                "add a HEALTHCHECK")),
        null);
  }

  private static Statement statement(Statement.Status status, Statement.Document document) {
    return new Statement(
        List.of("CVE-2023-0006"),
        List.of(),
        status,
        status.silences() ? "vulnerable_code_not_present" : null,
        null,
        null,
        false,
        Instant.parse("2026-01-01T00:00:00Z"),
        document);
  }

  /// One package with so many vulnerabilities that none has a fix.
  public static Scan many(int count) {
    Bom bom = SampleBoms.debian();
    List<Finding> findings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      findings.add(
          finding(
              "CVE-2020-" + (100_000 + i),
              bom.components().getFirst(),
              Severity.HIGH,
              Status.AFFECTED,
              null));
    }
    return report(bom, findings, List.of(), List.of());
  }

  public static Scan hostile() {
    Bom bom = SampleBoms.hostile();
    Finding finding =
        new Finding(
            "CVE-1\u001b[2J\n" + "x".repeat(200),
            List.of("a\"b"),
            bom.components().getFirst(),
            "\u0000",
            Severity.HIGH,
            List.of(new Finding.Rating("x", Severity.HIGH, null, Double.NaN)),
            new Exploitation(null, false, 1e-5, null),
            Status.AFFECTED,
            List.of("2\u202e"),
            List.of(
                new Finding.Match(
                    "y".repeat(100), "npm", "z ".repeat(100), "", "", "\u009b31m", "\ud800")));
    return report(bom, List.of(finding), List.of(), List.of());
  }

  /// Components, and nothing known of them. Nothing found, and nothing known of the distribution.
  public static Scan uncovered() {
    return report(
        SampleBoms.debian(),
        List.of(),
        List.of(),
        List.of(new Findings.Coverage("Amazon Linux 2", 1, false)));
  }

  public static Scan clean() {
    return report(SampleBoms.debian(), List.of(), List.of(), List.of());
  }

  /// Nothing at all.
  public static Scan empty() {
    return report(SampleBoms.empty(), List.of(), List.of(), List.of());
  }

  /// Every kind of action, and what each came to in a project.
  public static Scan repaired() {
    Scan plain = debian();
    Action packages = plain.plan().actions().getFirst();
    Bom bom = plain.findings().bom();
    Upgrade library =
        upgrade("maven", "log4j:log4j", "1.2.17", "2.17.1", bom.components().get(2), List.of(2));
    Action dependency = action(Action.Kind.UPGRADE_DEPENDENCY, List.of(library), null, null);
    Action replaced =
        action(
            Action.Kind.REPLACE,
            List.of(library),
            null,
            new Replacement(
                "maven",
                "log4j:log4j",
                "ch.qos.reload4j:reload4j",
                "1.2.25",
                "It is unmaintained.",
                "https://example.org/log4j"));
    Action base =
        action(
            Action.Kind.CHANGE_BASE,
            List.of(),
            new BaseCandidate("debian:12", "sha256:" + "0".repeat(64), bom),
            null);
    return repaired(
        plain,
        List.of(
            new Repair.Done(
                base, List.of(new Repair.Place("Dockerfile", 2)), List.of(), List.of("look here")),
            new Repair.Done(packages, List.of(), List.of("build again"), List.of()),
            new Repair.Done(
                dependency,
                List.of(new Repair.Place("pom.xml", 12), new Repair.Place("web/pom.xml", 7)),
                List.of("`mvn verify` tries it"),
                List.of()),
            new Repair.Undecided(replaced, "log4j:log4j is declared in no file here")));
  }

  /// Names that would be markup, control sequences and mentions, and no end of them.
  public static Scan hostileRepaired() {
    Scan plain = hostile();
    String name =
        "](https://evil.example) @all #1 `x` <img src=x> |\n# a\u001b[2J\u202e\u2028"
            + "n".repeat(500);
    List<Upgrade> upgrades = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      upgrades.add(
          upgrade(
              "npm",
              name + i,
              name,
              name,
              plain.findings().bom().components().getFirst(),
              List.of(0)));
    }
    Action dependency =
        new Action(
            Action.Kind.UPGRADE_DEPENDENCY,
            Effort.LARGE,
            Origin.APPLICATION,
            upgrades,
            null,
            null,
            Collections.nCopies(300, 0),
            List.of(0),
            Collections.nCopies(300, name));
    return repaired(
        plain,
        List.of(
            new Repair.Done(
                dependency,
                List.of(new Repair.Place(name, 1)),
                Collections.nCopies(300, name),
                Collections.nCopies(300, "`" + name)),
            new Repair.Undecided(dependency, name)));
  }

  static Scan repaired(Scan plain, List<Repair> repairs) {
    Plan plan = plain.plan();
    Project project = new Project(null, Map.of(), List.of());
    return new Scan(
        plain.findings(),
        plain.judgements(),
        Origins.unknown(),
        new Plan(
            repairs.stream().map(Repair::action).toList(),
            plan.remaining(),
            plain.findings().findings().subList(0, 1),
            plan.undecided()),
        plain.creation(),
        Assessment.none(),
        null,
        List.of(),
        new Repaired(project, project, repairs));
  }

  private static Upgrade upgrade(
      String type,
      String name,
      String from,
      String to,
      Component component,
      List<Integer> removes) {
    return new Upgrade(
        type, name, from, to, List.of(component), removes, List.of(), List.of(), List.of());
  }

  private static Action action(
      Action.Kind kind,
      List<Upgrade> upgrades,
      @Nullable BaseCandidate base,
      @Nullable Replacement replacement) {
    return new Action(
        kind,
        Effort.LARGE,
        Origin.APPLICATION,
        upgrades,
        base,
        replacement,
        List.of(2),
        List.of(),
        List.of());
  }

  static Scan report(
      Bom bom, List<Finding> findings, List<Upgrade> upgrades, List<Findings.Coverage> coverage) {
    Advisories.Metadata metadata =
        new Advisories.Metadata(
            "2026-08-20T00:00:00Z",
            List.of(
                new Advisories.Feed(
                    "Debian", "https://example.org/osv", 42, "2026-08-01T01:02:03Z", "MIT"),
                new Advisories.Feed(
                    "npm", "https://example.org/osv", 42, "2023-08-01T01:02:03Z", "CC-BY-4.0"),
                new Advisories.Feed("EPSS", "https://example.org/epss", 7, "", "")));
    return new Scan(
        new Findings(bom, findings, coverage, metadata),
        new ArrayList<>(
            Collections.nCopies(
                findings.size(),
                new Judgement(Priority.ATTEND, List.of("a fix exists"), "present"))),
        plan(findings, upgrades),
        SampleBoms.CREATION);
  }

  /// One action for all upgrades; what they do not remove has no fix.
  private static Plan plan(List<Finding> findings, List<Upgrade> upgrades) {
    List<Action> actions = new ArrayList<>();
    List<Plan.Remaining> remaining = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      int index = i;
      if (Scan.open(findings.get(i))
          && upgrades.stream().noneMatch(upgrade -> upgrade.removes().contains(index))) {
        remaining.add(new Plan.Remaining(i, Plan.Reason.NO_FIX));
      }
    }
    for (Upgrade upgrade : upgrades) {
      actions.add(
          new Action(
              Action.Kind.UPGRADE_PACKAGES,
              Effort.SMALL,
              Origin.BASE,
              List.of(upgrade),
              null,
              null,
              upgrade.removes(),
              upgrade.remaining(),
              upgrade.introduces()));
    }
    return new Plan(actions, remaining, List.of(), List.of());
  }

  private static Finding attacked(String id, Component component, String fixed) {
    return new Finding(
        id,
        List.of("GHSA-jfh8-c2jp-5v3q"),
        component,
        "Remote code execution",
        Severity.CRITICAL,
        List.of(
            new Finding.Rating(
                "GitHub", Severity.CRITICAL, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0)),
        new Exploitation("2021-12-10", true, 0.97, 0.999),
        Status.AFFECTED,
        List.of(fixed),
        List.of(
            new Finding.Match(
                "GHSA-jfh8-c2jp-5v3q",
                "Maven",
                component.name(),
                component.version(),
                "maven",
                component.version() + " is lower than the fix " + fixed,
                "https://example.org/GHSA-jfh8-c2jp-5v3q")));
  }

  private static Finding finding(
      String id, Component component, Severity severity, Status status, @Nullable String fixed) {
    return new Finding(
        id,
        List.of("DSA-1-1"),
        component,
        null,
        severity,
        List.of(),
        null,
        status,
        fixed == null ? List.of() : List.of(fixed),
        List.of(
            new Finding.Match(
                "DSA-1-1",
                "Debian:11",
                "openssl",
                component.version(),
                "deb",
                "because it is so",
                null)));
  }
}
