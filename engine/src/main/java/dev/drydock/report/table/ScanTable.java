package dev.drydock.report.table;

import dev.drydock.approval.standing.Standing;
import dev.drydock.bom.Bom;
import dev.drydock.hygiene.Observation;
import dev.drydock.match.Finding;
import dev.drydock.match.lifecycle.EndOfLife;
import dev.drydock.report.Notices;
import dev.drydock.report.Result;
import dev.drydock.report.ScanWords;
import dev.drydock.report.StandingWords;
import dev.drydock.report.Vulnerabilities;
import dev.drydock.report.table.Page.Style;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// A scan for people: what to do first, then what nobody can do anything about yet, then how far
/// the result can be trusted.
///
/// Vulnerabilities are counted once however many packages of the image have them; the JSON counts
/// findings, which are pairs of both.
public final class ScanTable {
  private static final int MOST_OBSERVATIONS = 5;

  private final Scan report;
  private final List<Finding> findings;
  private final Page page;

  private ScanTable(Scan report, Options options) {
    this.report = report;
    this.findings = report.findings().findings();
    this.page = new Page(options.colour());
  }

  /// What a table shows.
  ///
  /// @param details whether every finding is listed, by the action that removes it
  /// @param explain whether every finding says why it is one; brings the details with it
  /// @param suppressed whether findings that VEX silenced are listed
  /// @param colour whether it goes to a terminal that shows colours
  public record Options(boolean details, boolean explain, boolean suppressed, boolean colour) {}

  /// Writes the report as UTF-8; `out` stays open.
  ///
  /// @param explain whether every finding says why it is one
  /// @param colour whether `out` is a terminal that shows colours
  public static void write(Scan report, boolean explain, boolean colour, OutputStream out)
      throws IOException {
    write(report, new Options(true, explain, false, colour), out);
  }

  /// Writes the report as UTF-8; `out` stays open.
  public static void write(Scan report, Options options, OutputStream out) throws IOException {
    write(new Result(report), options, out);
  }

  /// Writes the report as UTF-8; `out` stays open. Where there is a verdict, it comes first, and
  /// all else only where details are wanted.
  public static void write(Result result, Options options, OutputStream out) throws IOException {
    Scan report = result.scan();
    ScanTable table = new ScanTable(report, options);
    if (result.verdict() != null) {
      new GateTable(table.page, report, result.verdict()).print(result.policy());
      if (!options.details()) {
        table.standing();
        table.page.writeTo(out);
        return;
      }
      table.page.blank();
    }
    table.header();
    boolean details = options.details() || options.explain();
    new PlanSection(table.page, report, details ? Integer.MAX_VALUE : PlanSection.MOST_ACTIONS)
        .print();
    if (details) {
      new FindingSections(table.page, report, options.explain()).print();
    } else if (!report.open().isEmpty()) {
      table.page.blank();
      table.next();
    }
    Silenced.print(table.page, report.assessment(), options.suppressed());
    table.observations();
    BomTable.deleted(table.page, report.findings().bom());
    table.footer();
    table.page.writeTo(out);
  }

  /// Writes what to do and no more; `out` stays open.
  public static void writePlan(Scan report, boolean colour, OutputStream out) throws IOException {
    ScanTable table = new ScanTable(report, new Options(false, false, false, colour));
    table.header();
    new PlanSection(table.page, report, Integer.MAX_VALUE).print();
    table.footer();
    table.page.writeTo(out);
  }

  private void header() {
    Bom bom = report.findings().bom();
    page.heading("", bom.subject().reference(), 2);
    page.line("", ScanWords.subject(bom), 2);
    EndOfLife endOfLife = report.endOfLife();
    if (endOfLife != null) {
      page.blank();
      page.line(Style.HIGH, "END OF LIFE: ", endOfLife.title() + ". " + ScanWords.UNATTENDED, 2);
      page.line("  → ", endOfLife.action() + " (" + endOfLife.release().source() + ")", 4);
    }
    standing();
    page.blank();
    Vulnerabilities all = Vulnerabilities.of(findings, report.open());
    if (all.isEmpty()) {
      none();
      return;
    }
    page.heading("", ScanWords.known(all), 2);
    int attacked = all.attacked();
    page.line(
        "",
        ScanWords.fixable(all)
            + (attacked == 0 ? "" : "; attacks are known on " + attacked + ", marked with !"),
        2);
    page.line("", ScanWords.urgency(report), 2);
  }

  /// What somebody who sees this for the first time may want to do now.
  private void next() {
    if (!report.plan().actions().isEmpty()) {
      page.line(
          "",
          report.repaired() == null
              ? "Let Drydock edit the files: drydock fix --dry-run --dockerfile FILE shows how"
              : "Let Drydock edit the files: drydock fix, with --dry-run to see how",
          2);
    }
    page.line("", "All of them: --details. One in plain words: drydock explain " + mostUrgent(), 2);
  }

  private void standing() {
    Standing standing = report.standing();
    if (standing != null) {
      page.blank();
      page.line(
          StandingWords.good(standing) ? Style.GOOD : Style.MEDIUM,
          StandingWords.title(standing) + ": ",
          StandingWords.line(standing),
          2);
      for (String line : standing.advice()) {
        page.line(Style.GOOD, "  → ", line, 4);
      }
    }
  }

  private String mostUrgent() {
    List<Integer> open = report.open();
    int first = open.getFirst();
    for (int i : open) {
      if (report.judgements().get(i).priority().compareTo(report.judgements().get(first).priority())
          < 0) {
        first = i;
      }
    }
    return findings.get(first).id();
  }

  private void none() {
    ScanWords.Nothing nothing = ScanWords.nothing(report);
    page.line(
        nothing.title().isEmpty() ? Style.PLAIN : nothing.good() ? Style.GOOD : Style.MEDIUM,
        nothing.title().isEmpty() ? "" : nothing.title() + " ",
        nothing.words(),
        0);
  }

  /// What is careless beside the components: all that matters by itself, the rest as a number.
  private void observations() {
    int minor = 0;
    int shown = 0;
    for (Observation observation : report.observations()) {
      if (observation.severity() == Observation.Severity.LOW) {
        minor++;
      } else if (shown++ < MOST_OBSERVATIONS) {
        if (shown == 1) {
          page.blank();
          page.heading("", "Beside its components, this image needs care", 2);
        }
        Style style =
            observation.severity() == Observation.Severity.HIGH ? Style.CRITICAL : Style.MEDIUM;
        page.line(style, "  - ", observation.message() + place(observation), 4);
        page.line("    ", observation.remedy(), 4);
      }
    }
    if (shown > MOST_OBSERVATIONS) {
      page.line("    ", "and " + (shown - MOST_OBSERVATIONS) + " more; --format json lists all", 4);
    }
    if (minor > 0) {
      page.blank();
      page.line(
          "",
          ScanWords.counted(minor, "small matter")
              + " of good practice; --format json lists them (observations).",
          0);
    }
  }

  private static String place(Observation observation) {
    Observation.Place place = observation.place();
    return place == null ? "" : " (" + place.file() + ":" + place.line() + ")";
  }

  private void footer() {
    Bom bom = report.findings().bom();
    page.blank();
    if (!Notices.isStale(report)) {
      page.line("", ScanWords.advisories(report), 0);
    }
    for (String warning : bom.subject().warnings()) {
      page.line(Style.MEDIUM, "Warning: ", warning, 2);
    }
    for (String notice : Notices.of(report)) {
      page.line(Style.MEDIUM, "Warning: ", notice, 2);
    }
    unreadable(page, bom);
  }

  static void unreadable(Page page, Bom bom) {
    if (bom.unreadable().isEmpty()) {
      return;
    }
    page.line(
        Style.MEDIUM,
        "Warning: ",
        ScanWords.counted(bom.unreadable().size(), "file")
            + " could not be read; what they hold is missing:",
        2);
    for (Bom.Unreadable unreadable : bom.unreadable()) {
      page.line("  ", unreadable.path() + ": " + unreadable.reason(), 4);
    }
  }
}
