package dev.drydock.report.format;

import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.csv.CsvReport;
import dev.drydock.report.cyclonedx.CycloneDxReport;
import dev.drydock.report.github.GitHubAnnotations;
import dev.drydock.report.gitlab.GitLabReport;
import dev.drydock.report.html.HtmlReport;
import dev.drydock.report.json.ScanJson;
import dev.drydock.report.junit.JUnitReport;
import dev.drydock.report.markdown.ScanMarkdown;
import dev.drydock.report.sarif.SarifReport;
import dev.drydock.report.sonar.SonarReport;
import dev.drydock.report.table.ScanTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every format in which results are told, under the word by which users ask for it.
///
/// The classes that write are loaded when they are asked for, and not before.
public enum ReportFormat {
  TABLE("table", ".txt", true),
  JSON("json", ".json", true),
  MARKDOWN("markdown", ".md", true),
  HTML("html", ".html", false),
  SARIF("sarif", ".sarif", true),
  JUNIT("junit", ".junit.xml", true),
  GITLAB_CONTAINER("gitlab", ".gitlab.json", false),
  GITLAB_DEPENDENCY("gitlab-dependency", ".gitlab-dependency.json", false),
  SONAR("sonar", ".sonar.json", false),
  CYCLONEDX("cyclonedx", ".cdx.json", false),
  CSV("csv", ".csv", true),
  GITHUB("github", ".github.txt", true);

  private final String word;
  private final String ending;
  private final boolean tellsOfSeveral;

  ReportFormat(String word, String ending, boolean tellsOfSeveral) {
    this.word = word;
    this.ending = ending;
    this.tellsOfSeveral = tellsOfSeveral;
  }

  /// The words of all formats, the default first.
  public static List<String> words() {
    List<String> words = new ArrayList<>();
    for (ReportFormat format : values()) {
      words.add(format.word);
    }
    return List.copyOf(words);
  }

  public static Optional<ReportFormat> of(String word) {
    for (ReportFormat format : values()) {
      if (format.word.equals(word)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  public String word() {
    return word;
  }

  /// How names of files in it end.
  public String ending() {
    return ending;
  }

  /// Whether one document can be about several images.
  public boolean tellsOfSeveral() {
    return tellsOfSeveral;
  }

  /// Writes the document about one image; `out` stays open.
  public void write(Result result, ReportOptions options, OutputStream out) throws IOException {
    switch (this) {
      case TABLE -> ScanTable.write(result, table(options), out);
      case JSON -> ScanJson.write(result, out);
      case MARKDOWN -> ScanMarkdown.write(List.of(result), out);
      case HTML -> HtmlReport.write(result, options, out);
      case SARIF -> SarifReport.write(List.of(result), options, out);
      case JUNIT -> JUnitReport.write(List.of(result), options, out);
      case GITLAB_CONTAINER ->
          GitLabReport.write(GitLabReport.Kind.CONTAINER_SCANNING, result, options, out);
      case GITLAB_DEPENDENCY ->
          GitLabReport.write(GitLabReport.Kind.DEPENDENCY_SCANNING, result, options, out);
      case SONAR -> SonarReport.write(result, options, out);
      case CYCLONEDX -> CycloneDxReport.write(result, out);
      case CSV -> CsvReport.write(List.of(result), options, out);
      case GITHUB -> GitHubAnnotations.write(List.of(result), options, out);
    }
  }

  /// Writes one document about several images, or the one that was asked for as one of several;
  /// `out` stays open.
  ///
  /// @throws IllegalArgumentException where the format has no room for several
  public void writeAll(List<Result> results, ReportOptions options, OutputStream out)
      throws IOException {
    switch (this) {
      case TABLE -> tables(results, options, out);
      case JSON -> ScanJson.writeAll(results, out);
      case MARKDOWN -> ScanMarkdown.write(results, out);
      case SARIF -> SarifReport.write(results, options, out);
      case JUNIT -> JUnitReport.write(results, options, out);
      case CSV -> CsvReport.write(results, options, out);
      case GITHUB -> GitHubAnnotations.write(results, options, out);
      case HTML, GITLAB_CONTAINER, GITLAB_DEPENDENCY, SONAR, CYCLONEDX ->
          throw new IllegalArgumentException(word + " is about one image");
    }
  }

  private static void tables(List<Result> results, ReportOptions options, OutputStream out)
      throws IOException {
    for (int i = 0; i < results.size(); i++) {
      if (results.size() > 1) {
        String line =
            (i == 0 ? "" : "\n") + "══ Image " + (i + 1) + " of " + results.size() + " ══\n";
        out.write(line.getBytes(StandardCharsets.UTF_8));
      }
      ScanTable.write(results.get(i), table(options), out);
    }
  }

  private static ScanTable.Options table(ReportOptions options) {
    return new ScanTable.Options(
        options.details(), options.explain(), options.suppressed(), options.colour());
  }
}
