package dev.drydock.cli.scan;

import dev.drydock.advisory.Advisories;
import dev.drydock.bom.Creation;
import dev.drydock.bom.Distribution;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.console.Suggestion;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.explain.Explainer;
import dev.drydock.explain.Explanation;
import dev.drydock.explain.Handbook;
import dev.drydock.explain.ScannedImage;
import dev.drydock.explain.Topic;
import dev.drydock.report.ActionWords;
import dev.drydock.report.ExplanationReport;
import dev.drydock.report.explain.ExplanationMarkdown;
import dev.drydock.report.json.ExplanationJson;
import dev.drydock.report.table.ExplanationTable;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `drydock explain`: a vulnerability, what it means for an image, or a word of the handbook.
public final class ExplainCommand {
  /// `CVE-2021-44228`, `GHSA-…`, `RHSA-2024:1234`: an alphabetic word, a hyphen, and more.
  private static final Pattern ID =
      Pattern.compile("[A-Za-z_]{2,16}\\d{0,4}-[A-Za-z0-9_.:-]{1,200}");

  private static final Pattern DIGIT = Pattern.compile("\\d");

  private final Surroundings surroundings;
  private final Invocation invocation;
  private final String format;
  private final boolean colour;

  private ExplainCommand(Surroundings surroundings, Invocation invocation) throws Failure {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.format = invocation.format();
    this.colour = invocation.value("--output") == null && surroundings.colour();
  }

  public static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    List<String> arguments = invocation.arguments(2);
    ExplainCommand command = new ExplainCommand(surroundings, invocation);
    if (arguments.isEmpty()) {
      command.topics();
      return ExitCode.OK;
    }
    String asked = arguments.getFirst();
    Optional<Topic> topic = Handbook.topic(asked);
    if (arguments.size() == 1 && topic.isPresent()) {
      command.topic(topic.get());
    } else {
      command.vulnerability(asked, arguments.size() == 1 ? null : arguments.get(1));
    }
    return ExitCode.OK;
  }

  private void topics() throws IOException, Failure {
    List<Topic> topics = Handbook.topics();
    Creation creation = surroundings.creation();
    write(
        out -> {
          switch (format) {
            case "json" -> ExplanationJson.write(topics, creation, out);
            case "markdown" -> ExplanationMarkdown.write(topics, out);
            default -> ExplanationTable.write(topics, colour, out);
          }
        });
  }

  private void topic(Topic topic) throws IOException, Failure {
    Creation creation = surroundings.creation();
    write(
        out -> {
          switch (format) {
            case "json" -> ExplanationJson.write(List.of(topic), creation, out);
            case "markdown" -> ExplanationMarkdown.write(topic, out);
            default -> ExplanationTable.write(topic, colour, out);
          }
        });
  }

  private void vulnerability(String asked, @Nullable String image)
      throws IOException, InterruptedException, Failure {
    requireId(asked, image);
    Advisories advisories;
    Optional<Explanation> explanation;
    try (ProgressLine progress = surroundings.progress(invocation)) {
      Stages stages = new Stages(surroundings, invocation, progress);
      if (stages.several()) {
        throw Failure.usage("explain looks at one image; name its platform");
      }
      advisories = stages.advisories();
      Explainer explainer = new Explainer(advisories);
      explanation = explainer.explain(asked);
      if (explanation.isEmpty()) {
        throw unknown(asked, advisories);
      }
      if (image != null) {
        explanation = explainer.explain(asked, scanned(stages.scan(image).getFirst().report()));
      }
    }
    ExplanationReport report =
        new ExplanationReport(
            explanation.orElseThrow(), advisories.metadata(), surroundings.creation());
    write(out -> write(report, out));
  }

  private void write(ExplanationReport report, OutputStream out) throws IOException {
    switch (format) {
      case "json" -> ExplanationJson.write(report, out);
      case "markdown" -> ExplanationMarkdown.write(report, out);
      default -> ExplanationTable.write(report, colour, out);
    }
  }

  private void write(Output.Writer writer) throws IOException, Failure {
    Output.write(invocation.value("--output"), surroundings.out(), writer);
  }

  private static void requireId(String asked, @Nullable String image) throws Failure {
    if (Explainer.named(asked).isPresent() || isId(asked)) {
      return;
    }
    if (image != null && Handbook.topic(asked).isPresent()) {
      throw Failure.usage(
          ErrorLine.oneLine(asked)
              + " is a word of the handbook, which needs no image; leave "
              + ErrorLine.oneLine(image)
              + " out");
    }
    throw Failure.usage(
        "nothing is known of '"
            + ErrorLine.oneLine(asked)
            + "'"
            + Suggestion.of(asked, Handbook.words())
            + "; `drydock explain` lists what can be asked, and any CVE number can");
  }

  private static boolean isId(String asked) {
    return ID.matcher(asked).matches()
        && (DIGIT.matcher(asked).find() || asked.regionMatches(true, 0, "GHSA-", 0, 5));
  }

  private static Failure unknown(String asked, Advisories advisories) {
    String newest = "";
    for (Advisories.Feed feed : advisories.metadata().feeds()) {
      newest = feed.newest().compareTo(newest) > 0 ? feed.newest() : newest;
    }
    return Failure.input(
        "no advisory here speaks of "
            + ErrorLine.oneLine(asked)
            + (newest.length() < 10 ? "" : ", the newest is of " + newest.substring(0, 10))
            + "; check the number, or get today's with `drydock db update`",
        null);
  }

  private static ScannedImage scanned(Scan report) {
    Distribution distribution = report.findings().bom().distribution();
    return new ScannedImage(
        report.findings(),
        report.judgements(),
        report.origins(),
        report.plan(),
        report.assessment(),
        action -> ActionWords.title(action, distribution));
  }
}
