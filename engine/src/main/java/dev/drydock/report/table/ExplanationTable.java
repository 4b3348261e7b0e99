package dev.drydock.report.table;

import dev.drydock.explain.Dossier;
import dev.drydock.explain.Line;
import dev.drydock.explain.Section;
import dev.drydock.explain.Topic;
import dev.drydock.match.Finding;
import dev.drydock.report.AdvisoryAge;
import dev.drydock.report.ExplanationReport;
import dev.drydock.report.table.Page.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;

/// Explanations and the handbook for people.
public final class ExplanationTable {
  private static final int NAME = 18;

  private ExplanationTable() {}

  /// Writes an explanation as UTF-8; `out` stays open.
  ///
  /// @param colour whether `out` is a terminal that shows colours
  public static void write(ExplanationReport report, boolean colour, OutputStream out)
      throws IOException {
    Page page = new Page(colour);
    Dossier dossier = report.explanation().dossier();
    page.heading(
        "", dossier.id() + (dossier.name() == null ? "" : ", called " + dossier.name()), 2);
    for (Section section : report.explanation().sections()) {
      page.blank();
      page.line(style(section, dossier), section.kind().title(), "", 0);
      for (Line line : section.lines()) {
        line(page, line);
      }
      if (!section.topics().isEmpty()) {
        page.line(Style.FAINT, "  Words: ", String.join(", ", section.topics()), 4);
      }
    }
    page.blank();
    page.line("", "What a word means: drydock explain WORD", 0);
    age(page, report);
    page.writeTo(out);
  }

  private static Style style(Section section, Dossier dossier) {
    return section.kind() == Section.Kind.SEVERITY
            && dossier.severity() == Finding.Severity.CRITICAL
        ? Style.CRITICAL
        : Style.HEADING;
  }

  private static void line(Page page, Line line) {
    switch (line) {
      case Line.Sentence(String text) -> page.line("  ", text, 2);
      case Line.Item(String text) -> page.line("  - ", text, 4);
      case Line.Detail(String text) -> page.line("    ", text, 6);
      case Line.Command(String text) -> page.verbatim("      " + text);
    }
  }

  private static void age(Page page, ExplanationReport report) {
    OptionalLong days = AdvisoryAge.days(report.advisories(), report.creation().at());
    if (days.isEmpty()) {
      page.line("", "Advisories: of unknown age.", 0);
    } else {
      page.line(
          "",
          "Advisories: "
              + AdvisoryAge.inWords(days.getAsLong())
              + " old"
              + (days.getAsLong() > AdvisoryAge.STALE_DAYS
                  ? "; more may be known by now: drydock db update gets today's."
                  : "."),
          0);
    }
  }

  /// Writes one topic of the handbook as UTF-8; `out` stays open.
  public static void write(Topic topic, boolean colour, OutputStream out) throws IOException {
    Page page = new Page(colour);
    page.heading("", topic.title(), 0);
    page.blank();
    topic.text().forEach(page::verbatim);
    page.blank();
    page.heading("", "Do next", 0);
    topic.next().forEach(page::verbatim);
    page.blank();
    page.line("", "See also: " + String.join(", ", topic.related()), 2);
    page.writeTo(out);
  }

  /// Writes the names of all topics as UTF-8; `out` stays open.
  public static void write(List<Topic> topics, boolean colour, OutputStream out)
      throws IOException {
    Page page = new Page(colour);
    page.heading("", "What drydock explain can tell of", 0);
    page.blank();
    for (Topic topic : topics) {
      String name = "  " + topic.name();
      page.line(name + " ".repeat(Math.max(1, NAME - name.length())), topic.title(), NAME);
    }
    page.blank();
    page.line(
        "",
        "Ask for one of them (drydock explain layers), for a vulnerability (drydock explain"
            + " CVE-2021-44228), or for what it means for an image (drydock explain CVE-2021-44228"
            + " IMAGE).",
        0);
    page.writeTo(out);
  }
}
