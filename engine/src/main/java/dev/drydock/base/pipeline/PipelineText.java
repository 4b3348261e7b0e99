package dev.drydock.base.pipeline;

import dev.drydock.base.pipeline.VariantReport.Fix;
import dev.drydock.base.pipeline.VariantReport.Outcome;
import dev.drydock.image.Digest;
import dev.drydock.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a pipeline's variants, for people: at a terminal, or in Markdown.
public final class PipelineText {
  private static final int MOST = 20;

  private final boolean markdown;
  private final StringBuilder out = new StringBuilder();

  private PipelineText(boolean markdown) {
    this.markdown = markdown;
  }

  public static String table(List<VariantReport> reports) {
    return new PipelineText(false).text(reports);
  }

  public static String markdown(List<VariantReport> reports) {
    return new PipelineText(true).text(reports);
  }

  private String text(List<VariantReport> reports) {
    for (VariantReport report : reports) {
      out.append(out.isEmpty() ? "" : "\n");
      variant(report);
    }
    return out.toString();
  }

  private void variant(VariantReport report) {
    String words =
        switch (report.outcome()) {
          case READY -> "ready for approval";
          case READY_WITH_CHANGES -> "ready for approval once the changes below are committed";
          case REFUSED -> "refused";
          case UNREADABLE -> "not finished";
        };
    out.append(markdown ? "## " : "").append(report.variant()).append(": ").append(words);
    out.append(markdown ? "\n\n" : "\n");
    way(report.candidate(), report.digest(), report.steps(), report.failure());
    Fix fix = report.fix();
    if (fix != null) {
      fix(fix);
    }
    comparison(fix != null && fix.passed() ? fix.comparison() : report.comparison());
    next(report);
  }

  private void way(
      @Nullable String candidate,
      @Nullable Digest digest,
      List<StepReport> steps,
      @Nullable String failure) {
    if (candidate != null) {
      line("candidate " + candidate);
      line(digest == null ? "" : "          " + digest);
    }
    for (StepReport step : steps) {
      line(
          (step.passed() ? "passed  " : "REFUSED ")
              + step.step().word()
              + (step.reused() ? " (evidence was there)" : ""));
      lines(step.lines());
    }
    if (failure != null) {
      line("STOPPED " + shown(failure));
    }
  }

  private void line(String text) {
    if (!text.isBlank()) {
      out.append(markdown ? "- " : "  ").append(markdown ? text.strip() : text).append('\n');
    }
  }

  private void lines(List<String> lines) {
    for (String one : lines.subList(0, Math.min(MOST, lines.size()))) {
      out.append(markdown ? "  - " : "            ").append(shown(one)).append('\n');
    }
    if (lines.size() > MOST) {
      out.append(markdown ? "  - " : "            ");
      out.append("and ").append(lines.size() - MOST).append(" more; --format json has all\n");
    }
  }

  private void fix(Fix fix) {
    out.append('\n');
    line(
        fix.passed()
            ? "what the plan knows was tried, and passes; to be committed:"
            : "what the plan knows was tried, and is not enough:");
    if (markdown) {
      out.append("\n```diff\n").append(diff(fix.diff())).append("```\n\n");
    } else {
      diff(fix.diff()).lines().forEach(one -> out.append("    ").append(one).append('\n'));
    }
    way(fix.candidate(), fix.digest(), fix.steps(), fix.failure());
  }

  private void comparison(@Nullable Json comparison) {
    String text = comparison == null ? null : comparison.text(markdown ? "markdown" : "table");
    if (text != null) {
      out.append('\n');
      text.lines().forEach(one -> out.append(markdown ? "" : "  ").append(one).append('\n'));
    }
  }

  private void next(VariantReport report) {
    Fix fix = report.fix();
    String candidate =
        fix != null && fix.passed()
            ? fix.candidate()
            : report.outcome() == Outcome.READY ? report.candidate() : null;
    if (candidate != null) {
      out.append(markdown ? "\nNext: `" : "\n  next: ");
      out.append("drydock base approve --key KEY --reason \"...\" ").append(candidate);
      out.append(markdown ? "`\n" : "\n");
    }
  }

  private static String diff(String diff) {
    StringBuilder shown = new StringBuilder();
    diff.lines().forEach(line -> shown.append(shown(line)).append('\n'));
    return shown.toString().replace("```", "'''");
  }

  /// What comes out of an image or a recipe, so that it cannot spoil a terminal.
  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(1_000)
        .forEach(
            c ->
                shown.appendCodePoint(
                    Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                        ? ' '
                        : c));
    return shown.toString();
  }
}
