package dev.drydock.report.markdown;

import dev.drydock.bom.Distribution;
import dev.drydock.fix.Action;
import dev.drydock.fix.Removal;
import dev.drydock.fix.Upgrade;
import dev.drydock.match.Finding;
import dev.drydock.origin.Origin;
import dev.drydock.repair.Repair;
import dev.drydock.report.ActionWords;
import dev.drydock.scan.Scan;
import dev.drydock.triage.Judgement;
import dev.drydock.triage.Priority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Actions of a plan as the text of the pull request that carries them out: what each changes, what
/// it removes and why that matters, what it leaves, what is still to be done by hand.
public final class ActionMarkdown {
  private static final int MOST_FINDINGS = 40;
  private static final int MOST_PACKAGES = 40;
  private static final int MOST_LINES = 20;

  private final Scan report;
  private final StringBuilder text = new StringBuilder(1 << 12);

  private ActionMarkdown(Scan report) {
    this.report = report;
  }

  /// One line of at most 200 characters, without Markdown: hosts and commits show titles as they
  /// are.
  public static String title(Scan report, Action action) {
    return title(report, List.of(action));
  }

  /// The same for actions of one change.
  public static String title(Scan report, List<Action> actions) {
    Distribution distribution = report.findings().bom().distribution();
    String first = ActionWords.title(actions.getFirst(), distribution);
    return MarkdownText.title(
        switch (actions.size()) {
          case 1 -> first;
          case 2 -> first + " and " + within(ActionWords.title(actions.getLast(), distribution));
          default -> first + " and " + (actions.size() - 1) + " more changes";
        });
  }

  /// A title of ours within a sentence.
  private static String within(String title) {
    return title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
  }

  public static String body(Scan report, Repair.Done done) {
    return body(report, List.of(done));
  }

  /// The text of actions of one change, each under a heading of its own where there are several.
  public static String body(Scan report, List<Repair.Done> group) {
    ActionMarkdown markdown = new ActionMarkdown(report);
    if (group.size() > 1) {
      markdown
          .text
          .append(group.size())
          .append(" changes of the same or neighbouring lines, or of which one needs the other: on")
          .append(" branches of their own, each would stand in the way of the next.\n");
    }
    for (Repair.Done done : group) {
      if (group.size() > 1) {
        markdown
            .text
            .append("\n## ")
            .append(MarkdownText.sentence(title(report, done.action())))
            .append("\n\n");
      }
      markdown.summary(done.action());
      markdown.packages(done.action());
      markdown.removal(done.action().removal());
      markdown.list("To do by hand", done.next());
      markdown.list("Good to know", done.notes());
      markdown.findings(done.action());
    }
    markdown.proof();
    return markdown.text.toString();
  }

  private void summary(Action action) {
    Map<String, Priority> ids = new LinkedHashMap<>();
    for (int index : action.removes()) {
      ids.merge(
          finding(index).id(),
          judgement(index).priority(),
          (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }
    long act = ids.values().stream().filter(Priority.ACT::equals).count();
    long attend = ids.values().stream().filter(Priority.ATTEND::equals).count();
    text.append("Removes **")
        .append(ids.size())
        .append(ids.size() == 1 ? " known vulnerability" : " known vulnerabilities")
        .append("** from `")
        .append(MarkdownText.code(report.findings().bom().subject().reference()))
        .append('`');
    if (act + attend > 0) {
      text.append(": ")
          .append(act > 0 ? act + " to act on now" : "")
          .append(act > 0 && attend > 0 ? ", " : "")
          .append(attend > 0 ? attend + " to attend to soon" : "");
    }
    text.append(".\n\nEffort: ").append(action.effort().word());
    if (action.origin() != null) {
      text.append(
          action.origin() == Origin.BASE
              ? ". It came with the base image"
              : ". It was added on top of the base image");
    }
    text.append(".\n");
    if (!action.introduces().isEmpty()) {
      text.append("\nThe new versions bring ")
          .append(MarkdownText.cell(first(action.introduces())))
          .append(".\n");
    }
    if (!action.remaining().isEmpty()) {
      text.append("\nIt leaves ")
          .append(action.remaining().size())
          .append(
              action.remaining().size() == 1
                  ? " further finding of the same packages, which no version removes yet.\n"
                  : " further findings of the same packages, which no version removes yet.\n");
    }
  }

  private void packages(Action action) {
    if (action.upgrades().isEmpty()) {
      return;
    }
    text.append("\n| package | from | to |\n| --- | --- | --- |\n");
    int shown = 0;
    for (Upgrade upgrade : action.upgrades()) {
      if (shown++ == MOST_PACKAGES) {
        text.append("| and ")
            .append(action.upgrades().size() - MOST_PACKAGES)
            .append(" more | | |\n");
        break;
      }
      String name =
          action.replacement() == null
              ? upgrade.name()
              : upgrade.name() + " → " + action.replacement().replacement();
      text.append("| ")
          .append(MarkdownText.cell(name))
          .append(" | ")
          .append(MarkdownText.cell(upgrade.from()))
          .append(" | ")
          .append(MarkdownText.cell(upgrade.to()))
          .append(" |\n");
    }
  }

  private void removal(@Nullable Removal removal) {
    if (removal == null) {
      return;
    }
    text.append("\nNo other package of the image needs ")
        .append(MarkdownText.cell(first(removal.names())))
        .append(".\n");
    List<String> along = removal.along();
    if (!along.isEmpty()) {
      text.append("\nGone as well, as only they needed it: ")
          .append(MarkdownText.cell(first(along)))
          .append(".\n");
    }
  }

  private void list(String title, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    text.append("\n**").append(title).append("**\n\n");
    int shown = 0;
    for (String line : lines) {
      if (shown++ == MOST_LINES) {
        text.append("- and ").append(lines.size() - MOST_LINES).append(" more\n");
        break;
      }
      text.append("- ").append(MarkdownText.sentence(line)).append('\n');
    }
  }

  private static String first(List<String> names) {
    int shown = Math.min(names.size(), MOST_LINES);
    String words = String.join(", ", names.subList(0, shown));
    return names.size() == shown ? words : words + " and " + (names.size() - shown) + " more";
  }

  private void findings(Action action) {
    List<Integer> ordered = new ArrayList<>(action.removes());
    ordered.sort(Comparator.comparing((Integer index) -> judgement(index).priority()));
    text.append("\n| removes | package | severity | priority | because |\n")
        .append("| --- | --- | --- | --- | --- |\n");
    int shown = 0;
    for (int index : ordered) {
      if (shown++ == MOST_FINDINGS) {
        text.append("| and ").append(ordered.size() - MOST_FINDINGS).append(" more | | | | |\n");
        break;
      }
      Finding finding = finding(index);
      text.append("| ")
          .append(MarkdownText.cell(finding.id()))
          .append(" | ")
          .append(
              MarkdownText.cell(finding.component().name() + " " + finding.component().version()))
          .append(" | ")
          .append(finding.severity().name().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(judgement(index).priority().word())
          .append(" | ")
          .append(MarkdownText.cell(String.join("; ", judgement(index).reasons())))
          .append(" |\n");
    }
  }

  private void proof() {
    text.append(
        "\nFound by applying the change to what is in the image and matching all of it again. The"
            + " proof is a scan of the image that is built from this branch.\n");
  }

  private Finding finding(int index) {
    return report.findings().findings().get(index);
  }

  private Judgement judgement(int index) {
    return report.judgements().get(index);
  }
}
