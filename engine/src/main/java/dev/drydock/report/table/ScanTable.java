package dev.drydock.report.table;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.fix.Upgrade;
import dev.drydock.hygiene.Observation;
import dev.drydock.match.Finding;
import dev.drydock.match.lifecycle.EndOfLife;
import dev.drydock.report.AdvisoryAge;
import dev.drydock.report.Notices;
import dev.drydock.report.ScanReport;
import dev.drydock.report.table.Page.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// A scan for people: what to do first, then what nobody can do anything about yet, then how far
/// the result can be trusted.
///
/// Vulnerabilities are counted once however many packages of the image have them; the JSON counts
/// findings, which are pairs of both.
public final class ScanTable {
  private static final int MOST_OBSERVATIONS = 5;

  private final ScanReport report;
  private final List<Finding> findings;
  private final Options options;
  private final Page page;

  private ScanTable(ScanReport report, Options options) {
    this.report = report;
    this.findings = report.findings().findings();
    this.options = options;
    this.page = new Page(options.colour());
  }

  /// What a table shows.
  ///
  /// @param explain whether every finding says why it is one
  /// @param suppressed whether findings that VEX silenced are listed
  /// @param colour whether it goes to a terminal that shows colours
  public record Options(boolean explain, boolean suppressed, boolean colour) {}

  /// Writes the report as UTF-8; `out` stays open.
  ///
  /// @param explain whether every finding says why it is one
  /// @param colour whether `out` is a terminal that shows colours
  public static void write(ScanReport report, boolean explain, boolean colour, OutputStream out)
      throws IOException {
    write(report, new Options(explain, false, colour), out);
  }

  /// Writes the report as UTF-8; `out` stays open.
  public static void write(ScanReport report, Options options, OutputStream out)
      throws IOException {
    ScanTable table = new ScanTable(report, options);
    table.header();
    table.actions();
    table.rest();
    Silenced.print(table.page, report.assessment(), options.suppressed());
    table.observations();
    table.footer();
    table.page.writeTo(out);
  }

  private void header() {
    Bom bom = report.findings().bom();
    Distribution distribution = bom.distribution();
    page.heading("", bom.subject().reference(), 2);
    page.line(
        "",
        (distribution == null ? "no distribution recognised" : distribution.name())
            + ", "
            + bom.subject().platform()
            + ", "
            + counted(bom.components().size(), "component"),
        2);
    EndOfLife endOfLife = report.endOfLife();
    if (endOfLife != null) {
      page.blank();
      page.line(
          Style.HIGH,
          "END OF LIFE: ",
          endOfLife.title() + ". New vulnerabilities stay, and few are told of.",
          2);
      page.line("  → ", endOfLife.action() + " (" + endOfLife.release().source() + ")", 4);
    }
    page.blank();
    Vulnerabilities all = Vulnerabilities.of(findings, everyOpen());
    if (all.isEmpty()) {
      none(bom);
      return;
    }
    page.heading(
        "",
        counted(all.size(), "known vulnerability", "known vulnerabilities") + ": " + all.counts(),
        2);
    int fixable = all.fixable();
    int attacked = all.attacked();
    page.line(
        "",
        (fixable == all.size() ? "all have" : fixable + (fixable == 1 ? " has" : " have"))
            + " a fix"
            + (attacked == 0 ? "" : "; attacks are known on " + attacked + ", marked with !"),
        2);
    urgency();
  }

  /// How much of it is more than routine.
  private void urgency() {
    Set<String> now = new HashSet<>();
    Set<String> soon = new HashSet<>();
    for (int i : everyOpen()) {
      switch (report.judgements().get(i).priority()) {
        case ACT -> now.add(findings.get(i).id());
        case ATTEND -> soon.add(findings.get(i).id());
        case TRACK -> {
          // routine
        }
      }
    }
    soon.removeAll(now);
    page.line(
        "",
        now.isEmpty() && soon.isEmpty()
            ? "none is urgent: they can wait for the next regular update"
            : "act now on "
                + now.size()
                + ", attend soon to "
                + soon.size()
                + "; the rest can wait for the next regular update",
        2);
  }

  private void none(Bom bom) {
    if (bom.components().isEmpty()) {
      page.line(
          "",
          "Nothing was recognised in this image, so nothing could be looked up. That is no proof"
              + " that it is safe: software that was copied in without a package manager leaves no"
              + " trace that could be read.",
          0);
      return;
    }
    if (!report.lookedUp()) {
      page.line(
          Style.MEDIUM,
          "Nothing found, but not everything could be looked up. ",
          "There are no advisories for some of what is in this image (see the warnings below), so"
              + " this is no proof that it is safe.",
          0);
      return;
    }
    page.line(
        report.endOfLife() == null ? Style.GOOD : Style.MEDIUM,
        "No known vulnerabilities. ",
        "None of the components is named by an advisory for its version. New ones are found"
            + " every day: scan again when the advisories are newer.",
        0);
  }

  private List<Integer> everyOpen() {
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      if (ScanReport.open(findings.get(i))) {
        open.add(i);
      }
    }
    return open;
  }

  private void actions() {
    if (report.plan().upgrades().isEmpty()) {
      return;
    }
    page.blank();
    page.heading("WHAT TO DO", "", 0);
    int number = 0;
    for (Upgrade action : report.plan().upgrades()) {
      Vulnerabilities removed = Vulnerabilities.of(findings, action.removes());
      String label = padded(++number);
      page.heading(
          label,
          upgrade(action.name(), action.from(), action.to())
              + ": removes "
              + removed.size()
              + " ("
              + removed.counts()
              + ")",
          5);
      Set<String> names = new LinkedHashSet<>();
      for (int component : action.components()) {
        names.add(report.findings().bom().components().get(component).name());
      }
      if (!names.equals(Set.of(action.name()))) {
        page.line("     in ", String.join(", ", names), 8);
      }
      group(removed);
    }
  }

  private static String upgrade(String name, String from, String to) {
    return "Upgrade " + name + " " + (from.isEmpty() ? "" : from + " ") + "→ " + to;
  }

  /// What no action removes, by what is said of it and then by package.
  private void rest() {
    Set<Integer> left = new LinkedHashSet<>(everyOpen());
    for (Upgrade action : report.plan().upgrades()) {
      action.removes().forEach(left::remove);
    }
    Map<String, Map<String, List<Integer>>> sections = new LinkedHashMap<>();
    for (String title : TITLES) {
      sections.put(title, new LinkedHashMap<>());
    }
    for (int i : left) {
      Finding finding = findings.get(i);
      Map<String, List<Integer>> packages = sections.get(title(finding));
      if (packages != null) {
        packages.computeIfAbsent(label(finding), _ -> new ArrayList<>()).add(i);
      }
    }
    sections.forEach(this::section);
  }

  private static final String FIXED = "FIXED IN A NEWER VERSION";
  private static final String UNFIXED = "NO FIX YET";
  private static final String LOOKED_INTO = "BEING LOOKED INTO BY THE DISTRIBUTION";
  private static final String REFUSED = "WILL NOT BE FIXED BY THE DISTRIBUTION";
  private static final String UNCLEAR = "COULD NOT BE COMPARED: THE VERSION IS NOT UNDERSTOOD";
  private static final List<String> TITLES = List.of(FIXED, UNFIXED, LOOKED_INTO, REFUSED, UNCLEAR);

  private static String title(Finding finding) {
    return switch (finding.status()) {
      case AFFECTED -> finding.fixedIn().isEmpty() ? UNFIXED : FIXED;
      case UNDER_INVESTIGATION -> LOOKED_INTO;
      case WILL_NOT_FIX -> REFUSED;
      case UNDETERMINED, FIXED, NOT_AFFECTED -> UNCLEAR;
    };
  }

  private static String label(Finding finding) {
    Component component = finding.component();
    Component.OsPackage os = component.os();
    String label =
        os == null
            ? component.name() + " " + component.version()
            : os.source().name() + " " + os.source().version();
    return finding.status() == Finding.Status.AFFECTED && !finding.fixedIn().isEmpty()
        ? label + " → " + finding.fixedIn().getLast()
        : label;
  }

  private void section(String title, Map<String, List<Integer>> packages) {
    if (packages.isEmpty()) {
      return;
    }
    page.blank();
    page.heading(title, "", 0);
    packages.forEach(
        (label, indexes) -> {
          Vulnerabilities here = Vulnerabilities.of(findings, indexes);
          page.line("  ", label + ": " + here.counts(), 5);
          group(here);
        });
  }

  private void group(Vulnerabilities vulnerabilities) {
    vulnerabilities.print(page);
    if (options.explain()) {
      for (Finding finding : vulnerabilities.all()) {
        explain(finding);
      }
    }
  }

  private void explain(Finding finding) {
    Component component = finding.component();
    page.line(
        Style.FAINT,
        "     ",
        finding.id() + " in " + component.name() + " " + component.version(),
        7);
    for (Finding.Match match : finding.matches()) {
      page.line(
          "       ",
          match.advisory()
              + " for "
              + match.ecosystem()
              + " "
              + match.packageName()
              + ": "
              + match.reason()
              + (match.scheme().isEmpty() ? "" : " (" + match.scheme() + " order)"),
          9);
      if (match.url() != null) {
        page.line("         ", match.url(), 9);
      }
    }
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
        page.line(style, "  - ", observation.message(), 4);
        page.line("    ", observation.remedy(), 4);
      }
    }
    if (shown > MOST_OBSERVATIONS) {
      page.line("    ", "and " + (shown - MOST_OBSERVATIONS) + " more; the JSON has all", 4);
    }
    if (minor > 0) {
      page.blank();
      page.line(
          "",
          counted(minor, "small matter") + " of good practice; the JSON has them (observations).",
          0);
    }
  }

  private void footer() {
    Bom bom = report.findings().bom();
    page.blank();
    OptionalLong age = AdvisoryAge.days(report.findings().advisories(), report.creation().at());
    page.line(
        "",
        age.isEmpty()
            ? "Advisories: of unknown age."
            : "Advisories: " + AdvisoryAge.inWords(age.getAsLong()) + " old.",
        0);
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
        counted(bom.unreadable().size(), "file") + " could not be read; what they hold is missing:",
        2);
    for (Bom.Unreadable unreadable : bom.unreadable()) {
      page.line("  ", unreadable.path() + ": " + unreadable.reason(), 4);
    }
  }

  private static String padded(int number) {
    return (number < 10 ? "  " : number < 100 ? " " : "") + number + ". ";
  }

  static String counted(int count, String noun) {
    return counted(count, noun, noun + "s");
  }

  private static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
