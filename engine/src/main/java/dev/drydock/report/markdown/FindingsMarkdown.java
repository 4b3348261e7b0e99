package dev.drydock.report.markdown;

import dev.drydock.match.Finding;
import dev.drydock.report.Links;
import dev.drydock.report.PlanWords;
import dev.drydock.report.Result;
import dev.drydock.report.ScanWords;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.Vulnerabilities;
import dev.drydock.report.Words;
import dev.drydock.scan.Scan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// All open findings as a folded table, the most urgent first, as far as there is room.
final class FindingsMarkdown {
  /// For what follows the table.
  private static final int RESERVE = 6_000;

  private final Scan scan;
  private final StringBuilder text;

  FindingsMarkdown(Result result, StringBuilder text) {
    this.scan = result.scan();
    this.text = text;
  }

  /// @param longest how long the whole text may become
  void print(int longest) {
    List<Integer> open = new ArrayList<>(scan.open());
    if (open.isEmpty()) {
      return;
    }
    open.sort(Comparator.comparing((Integer index) -> scan.judgements().get(index).priority()));
    List<List<Integer>> removers = new PlanWords(scan).removers();
    text.append("\n<details><summary>All ")
        .append(ScanWords.counted(open.size(), "finding"))
        .append(", the most urgent first</summary>\n\n")
        .append("| vulnerability | in | severity | priority | because | fixed in | action |\n")
        .append("| --- | --- | --- | --- | --- | --- | --- |\n");
    int shown = 0;
    for (int index : open) {
      int before = text.length();
      row(index, removers.get(index));
      if (text.length() > longest - RESERVE) {
        text.setLength(before);
        text.append("| and ")
            .append(open.size() - shown)
            .append(" more, which the JSON report has | | | | | | |\n");
        break;
      }
      shown++;
    }
    text.append("\n</details>\n");
  }

  private void row(int index, List<Integer> removers) {
    Finding finding = scan.findings().findings().get(index);
    List<String> links = Links.of(finding);
    String id = MarkdownText.cell(finding.id());
    text.append("| ")
        .append(links.isEmpty() ? id : "[" + id + "](" + links.getFirst() + ")")
        .append(Vulnerabilities.attacked(finding) ? " **\\!**" : "")
        .append(" | ")
        .append(MarkdownText.cell(VerdictWords.component(finding.component())))
        .append(" | ")
        .append(Words.of(finding.severity()))
        .append(" | ")
        .append(scan.judgements().get(index).priority().word())
        .append(" | ")
        .append(MarkdownText.cell(String.join("; ", scan.judgements().get(index).reasons())))
        .append(" | ")
        .append(MarkdownText.cell(String.join(", ", finding.fixedIn())))
        .append(" | ")
        .append(removers.isEmpty() ? "" : String.valueOf(removers.getFirst() + 1))
        .append(" |\n");
  }
}
