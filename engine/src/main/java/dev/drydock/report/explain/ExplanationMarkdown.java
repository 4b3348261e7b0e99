package dev.drydock.report.explain;

import dev.drydock.explain.Dossier;
import dev.drydock.explain.Line;
import dev.drydock.explain.Section;
import dev.drydock.explain.Topic;
import dev.drydock.report.ExplanationReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// Explanations and the handbook as [CommonMark](https://spec.commonmark.org/0.31.2/), to be pasted
/// into an issue or a page.
public final class ExplanationMarkdown {
  private final StringBuilder text = new StringBuilder(1 << 12);
  private boolean inList;

  private ExplanationMarkdown() {}

  /// Writes an explanation as UTF-8; `out` stays open.
  public static void write(ExplanationReport report, OutputStream out) throws IOException {
    ExplanationMarkdown markdown = new ExplanationMarkdown();
    Dossier dossier = report.explanation().dossier();
    markdown.text.append("# ").append(MarkdownText.escaped(dossier.id()));
    if (dossier.name() != null) {
      markdown.text.append(", called ").append(MarkdownText.escaped(dossier.name()));
    }
    markdown.text.append('\n');
    for (Section section : report.explanation().sections()) {
      markdown.text.append("\n## ").append(section.kind().title()).append("\n\n");
      markdown.inList = false;
      section.lines().forEach(markdown::line);
      markdown.topics(section.topics());
    }
    out.write(markdown.text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void topics(List<String> topics) {
    if (!topics.isEmpty()) {
      text.append(inList ? "\n" : "").append("More: ");
      text.append(
          topics.stream()
              .map(topic -> "`drydock explain " + topic + "`")
              .collect(Collectors.joining(", ")));
      text.append('\n');
    }
  }

  private void line(Line line) {
    switch (line) {
      case Line.Sentence(String words) -> {
        text.append(inList ? "\n" : "").append(MarkdownText.escaped(words)).append("\n\n");
        inList = false;
      }
      case Line.Item(String words) -> {
        text.append("- ").append(MarkdownText.escaped(words)).append('\n');
        inList = true;
      }
      case Line.Detail(String words) ->
          text.append("  - ").append(MarkdownText.escaped(words)).append('\n');
      case Line.Command(String words) ->
          text.append("\n  ```sh\n  ").append(MarkdownText.oneLine(words)).append("\n  ```\n");
    }
  }

  /// Writes one topic of the handbook as UTF-8; `out` stays open. Its lines are Markdown as they
  /// stand: four blanks before a line make it code there too.
  public static void write(Topic topic, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(topic.title()).append("\n\n");
    lines(topic.text(), text);
    text.append("\n## Do next\n\n");
    lines(topic.next(), text);
    text.append("\nSee also: ").append(String.join(", ", topic.related())).append('\n');
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /// Code needs an empty line before it, and words one after it.
  private static void lines(List<String> lines, StringBuilder text) {
    boolean code = false;
    boolean blank = true;
    for (String line : lines) {
      boolean isCode = line.startsWith("    ");
      if (isCode != code && !blank && !line.isBlank()) {
        text.append('\n');
      }
      text.append(isCode ? line : MarkdownText.escaped(line)).append('\n');
      blank = line.isBlank();
      code = isCode;
    }
  }

  /// Writes the names of all topics as UTF-8; `out` stays open.
  public static void write(List<Topic> topics, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder("# What drydock explain can tell of\n\n");
    for (Topic topic : topics) {
      text.append("- `").append(topic.name()).append("`: ");
      text.append(MarkdownText.escaped(topic.title())).append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
