package dev.drydock.report.github;

import dev.drydock.policy.Verdict;
import dev.drydock.repair.Repair;
import dev.drydock.report.CleanText;
import dev.drydock.report.Places;
import dev.drydock.report.PlanWords;
import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.Weight;
import dev.drydock.report.Weights;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Results as [workflow
/// commands](https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands)
/// of GitHub Actions: one annotation for each action of the plan, at the line that it changes, for
/// repositories that have no code scanning.
///
/// ```
/// ::error file=Dockerfile,line=3,title=Upgrade 14 Debian packages::removes 55 (2 to act on)
/// ```
///
/// GitHub shows ten errors, ten warnings and ten notices of a step: that many are written.
public final class GitHubAnnotations {
  private static final int MOST = 10;
  private static final int LONGEST = 1_000;

  private final Result result;
  private final Scan scan;
  private final Places places;
  private final PlanWords plan;
  private final Weights weights;
  private final Map<Weight, Integer> written;
  private final StringBuilder text = new StringBuilder();

  private GitHubAnnotations(Result result, ReportOptions options, Map<Weight, Integer> written) {
    this.result = result;
    this.scan = result.scan();
    this.places = new Places(scan, options.files());
    this.plan = new PlanWords(scan);
    this.weights = new Weights(result);
    this.written = written;
  }

  /// Writes lines; `out` stays open.
  public static void write(List<Result> results, ReportOptions options, OutputStream out)
      throws IOException {
    Map<Weight, Integer> written = new EnumMap<>(Weight.class);
    for (Result result : results) {
      out.write(new GitHubAnnotations(result, options, written).lines());
    }
    out.flush();
  }

  private byte[] lines() {
    Verdict verdict = result.verdict();
    String image = scan.findings().bom().subject().reference();
    if (verdict != null) {
      annotation(
          verdict.passes() ? Weight.NOTE : Weight.ERROR,
          List.of(),
          "Drydock: " + VerdictWords.title(verdict),
          image + ": " + VerdictWords.whole(verdict));
    }
    for (int i = 0; i < scan.plan().actions().size(); i++) {
      List<Integer> removes = scan.plan().actions().get(i).removes();
      annotation(
          gravest(removes),
          places.ofAction(i),
          plan.title(i),
          image + ": " + plan.removes(removes));
    }
    if (scan.endOfLife() != null) {
      annotation(
          weights.ofEndOfLife(), List.of(), scan.endOfLife().title(), scan.endOfLife().action());
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Weight gravest(List<Integer> findings) {
    Weight gravest = Weight.NOTE;
    for (int index : findings) {
      Weight one = weights.ofFinding(index);
      gravest = one.compareTo(gravest) < 0 ? one : gravest;
    }
    return gravest;
  }

  private void annotation(Weight weight, List<Repair.Place> where, String title, String message) {
    if (written.merge(weight, 1, Integer::sum) > MOST) {
      return;
    }
    text.append(
        switch (weight) {
          case ERROR -> "::error ";
          case WARNING -> "::warning ";
          case NOTE, EXCUSED -> "::notice ";
        });
    if (!where.isEmpty()) {
      text.append("file=").append(property(where.getFirst().path()));
      text.append(",line=").append(where.getFirst().line()).append(',');
    }
    text.append("title=").append(property(title)).append("::");
    text.append(data(message)).append('\n');
  }

  private static String data(String words) {
    return CleanText.line(words, LONGEST).replace("%", "%25");
  }

  private static String property(String words) {
    return data(words).replace(":", "%3A").replace(",", "%2C");
  }
}
