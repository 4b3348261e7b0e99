package dev.drydock.base.comparison;

import dev.drydock.base.comparison.BaseComparison.FindingChange;
import dev.drydock.base.comparison.BaseComparison.PackageChange;
import dev.drydock.triage.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A comparison for people: at a terminal, or in Markdown for a pull request.
public final class ComparisonText {
  /// Of one kind in a row.
  private static final int MOST = 20;

  private final BaseComparison comparison;
  private final boolean markdown;
  private final StringBuilder out = new StringBuilder();

  private ComparisonText(BaseComparison comparison, boolean markdown) {
    this.comparison = comparison;
    this.markdown = markdown;
  }

  public static String table(BaseComparison comparison) {
    return new ComparisonText(comparison, false).text();
  }

  public static String markdown(BaseComparison comparison) {
    return new ComparisonText(comparison, true).text();
  }

  private String text() {
    String before = shown(comparison.before().name());
    String after = shown(comparison.after().name());
    out.append(
        markdown
            ? "### " + after + "\n\nCompared with " + before + "\n\n"
            : after + "\n  compared with " + before + "\n\n");
    size();
    for (Map.Entry<Priority, FindingChange> entry : comparison.findings().entrySet()) {
      findings(entry.getKey(), entry.getValue());
    }
    packages();
    list("licences that are new", comparison.licencesAdded());
    list("licences that are gone", comparison.licencesGone());
    list("hardening objects to, and did not", comparison.objectionsAdded());
    list("hardening objects no more to", comparison.objectionsGone());
    return out.toString();
  }

  private void size() {
    long before = comparison.before().hardening().size();
    long after = comparison.after().hardening().size();
    line(
        "size",
        "%s → %s (%s%s)"
            .formatted(
                megabytes(before),
                megabytes(after),
                after < before ? "-" : "+",
                megabytes(Math.abs(after - before))));
  }

  private static String megabytes(long bytes) {
    return "%,d.%d MB".formatted(bytes / 1_000_000, bytes % 1_000_000 / 100_000);
  }

  private void findings(Priority priority, FindingChange change) {
    line(
        "findings to " + priority.word(),
        "%d gone, %d new, %d stay"
            .formatted(change.gone().size(), change.added().size(), change.stayed().size()));
    if (priority != Priority.TRACK) {
      items("gone", change.gone());
      items("new", change.added());
    }
  }

  private void packages() {
    List<String> words = new ArrayList<>();
    for (PackageChange.Kind kind : PackageChange.Kind.values()) {
      long count = comparison.packages().stream().filter(one -> one.kind() == kind).count();
      words.add(
          switch (kind) {
            case ADDED -> count + " new";
            case REMOVED -> count + " gone";
            case CHANGED -> count + " in another version";
          });
    }
    line("packages", String.join(", ", words));
    for (PackageChange.Kind kind : PackageChange.Kind.values()) {
      items(
          switch (kind) {
            case ADDED -> "new";
            case REMOVED -> "gone";
            case CHANGED -> "changed";
          },
          comparison.packages().stream()
              .filter(one -> one.kind() == kind)
              .map(ComparisonText::words)
              .toList());
    }
  }

  private static String words(PackageChange change) {
    String before = String.join(", ", change.before());
    String after = String.join(", ", change.after());
    return change.name()
        + " "
        + switch (change.kind()) {
          case ADDED -> after;
          case REMOVED -> before;
          case CHANGED -> before + " → " + after;
        };
  }

  private void list(String what, List<String> values) {
    if (!values.isEmpty()) {
      line(what, String.valueOf(values.size()));
      items("", values);
    }
  }

  private void line(String what, String value) {
    out.append(markdown ? "- **" + what + "**: " : "  " + what + ": ");
    out.append(value).append('\n');
  }

  private void items(String mark, List<String> values) {
    for (String value : values.subList(0, Math.min(MOST, values.size()))) {
      out.append(markdown ? "  - " : "      ");
      out.append(mark.isEmpty() ? "" : mark + ": ");
      out.append(markdown ? "`" + shown(value).replace('`', '\'') + "`" : shown(value));
      out.append('\n');
    }
    if (values.size() > MOST) {
      out.append(markdown ? "  - " : "      ");
      out.append("and ").append(values.size() - MOST).append(" more\n");
    }
  }

  /// What comes out of an image, so that it cannot spoil a terminal.
  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(300)
        .forEach(
            c ->
                shown.appendCodePoint(
                    Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                        ? ' '
                        : c));
    return shown.toString();
  }
}
