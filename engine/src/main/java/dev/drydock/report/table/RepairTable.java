package dev.drydock.report.table;

import dev.drydock.bom.Distribution;
import dev.drydock.fix.Action;
import dev.drydock.fix.Plan;
import dev.drydock.match.Finding;
import dev.drydock.repair.Repair;
import dev.drydock.report.ActionWords;
import dev.drydock.report.PlanWords;
import dev.drydock.report.ScanWords;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What became of each action of a plan in the project's files, for people. What a diff prints may
/// follow: `git apply` and `patch` pass over such words.
public final class RepairTable {
  private static final int INDENT = 4;

  private RepairTable() {}

  /// Writes as UTF-8; `out` stays open.
  ///
  /// @param dry whether the files were left as they are
  public static void write(
      Scan report, List<Repair> repairs, boolean dry, boolean colour, OutputStream out)
      throws IOException {
    Page page = new Page(colour);
    Distribution distribution = report.findings().bom().distribution();
    if (repairs.isEmpty()) {
      page.line("", "No action removes a known vulnerability of this image: nothing to change.", 0);
    }
    int number = 0;
    for (Repair repair : repairs) {
      repair(page, ++number, repair, distribution);
    }
    if (!repairs.isEmpty()) {
      after(page, report, repairs, dry);
    }
    page.blank();
    page.writeTo(out);
  }

  private static void repair(
      Page page, int number, Repair repair, @Nullable Distribution distribution) {
    Action action = repair.action();
    page.heading(number + ". ", ActionWords.title(action, distribution), 3);
    switch (repair) {
      case Repair.Undecided undecided ->
          page.line(Page.Style.MEDIUM, "   by hand: ", undecided.reason(), INDENT);
      case Repair.Done done -> {
        if (!done.places().isEmpty()) {
          page.line("   → ", PlanWords.where(done), INDENT);
        }
        for (String next : done.next()) {
          page.line("   then: ", next, INDENT);
        }
        for (String note : done.notes()) {
          page.line(Page.Style.FAINT, "   note: ", note, INDENT);
        }
      }
    }
  }

  private static void after(Page page, Scan report, List<Repair> repairs, boolean dry) {
    int edited = 0;
    int rebuilt = 0;
    for (Repair repair : repairs) {
      if (repair instanceof Repair.Done done) {
        edited += done.places().isEmpty() ? 0 : 1;
        rebuilt += done.places().isEmpty() ? 1 : 0;
      }
    }
    Plan plan = report.plan();
    List<Finding> findings = report.findings().findings();
    Set<String> before = new HashSet<>();
    for (int index : report.open()) {
      before.add(findings.get(index).id());
    }
    Set<String> left = new HashSet<>();
    for (Finding finding : plan.predicted()) {
      if (Scan.open(finding)) {
        left.add(finding.id());
      }
    }
    page.blank();
    page.line(
        "",
        (dry ? "Nothing was written (--dry-run). " : "")
            + edited
            + " of "
            + ScanWords.counted(repairs.size(), "action")
            + (dry ? " would be" : edited == 1 ? " is" : " are")
            + " in the files"
            + (rebuilt == 0
                ? ""
                : ", " + rebuilt + (rebuilt == 1 ? " needs" : " need") + " only a new build")
            + ". With all of them, "
            + left.size()
            + " of "
            + ScanWords.counted(before.size(), "known vulnerability", "known vulnerabilities")
            + " would be left. Build the image again and scan it: that is the proof.",
        0);
  }
}
