package dev.drydock.cli.report;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.console.Suggestion;
import dev.drydock.cli.input.Projects;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.report.ProjectFiles;
import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.format.ReportFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The documents that a command is asked for, all of them about one scan: that of `--format` and
/// `--output`, and those of `--report FORMAT=FILE`.
public final class Reports {
  private final Surroundings surroundings;
  private final Invocation invocation;
  private final Wanted first;
  private final List<Wanted> more;

  private Reports(
      Surroundings surroundings, Invocation invocation, Wanted first, List<Wanted> more) {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.first = first;
    this.more = more;
  }

  /// @param file `null` for standard output
  private record Wanted(ReportFormat format, @Nullable String file) {}

  /// What the command line asks for; to be called before long work, as it fails where that makes no
  /// sense.
  public static Reports of(Surroundings surroundings, Invocation invocation) throws Failure {
    String output = invocation.value("--output");
    boolean standard = output == null || output.equals("-");
    Wanted first =
        new Wanted(
            ReportFormat.of(invocation.format()).orElseThrow(IllegalStateException::new),
            standard ? null : output);
    List<Wanted> more = new ArrayList<>();
    Set<Path> files = new HashSet<>();
    if (output != null && !standard) {
      files.add(PathArgument.of(output).toAbsolutePath().normalize());
    }
    for (String value : invocation.values("--report")) {
      Wanted wanted = wanted(value);
      Path file = PathArgument.of(String.valueOf(wanted.file())).toAbsolutePath().normalize();
      if (!files.add(file) && !SeveralDocuments.wanted(wanted.file())) {
        throw Failure.usage(
            "two reports are to be written to "
                + ErrorLine.oneLine(file.toString())
                + "; give each a file of its own");
      }
      more.add(wanted);
    }
    return new Reports(surroundings, invocation, first, more);
  }

  private static Wanted wanted(String value) throws Failure {
    int equals = value.indexOf('=');
    String word = equals < 0 ? value : value.substring(0, equals);
    String file = equals < 0 ? "" : value.substring(equals + 1);
    ReportFormat format = ReportFormat.of(word).orElse(null);
    if (format == null) {
      throw Failure.usage(
          "--report knows no format '"
              + ErrorLine.oneLine(word)
              + "'"
              + Suggestion.of(word, ReportFormat.words())
              + "; it can be "
              + String.join(", ", ReportFormat.words()));
    }
    if (file.isEmpty() || file.equals("-")) {
      throw Failure.usage(
          "--report is FORMAT=FILE, such as "
              + word
              + "=report"
              + format.ending()
              + "; --format "
              + word
              + " writes to standard output");
    }
    return new Wanted(format, file);
  }

  /// To be called as soon as it is known that there may be several images: fails where a format has
  /// no room for them and no directory is named.
  public void allowSeveral() throws Failure {
    List<Wanted> all = new ArrayList<>(List.of(first));
    all.addAll(more);
    for (Wanted wanted : all) {
      if (!wanted.format().tellsOfSeveral() && !SeveralDocuments.wanted(wanted.file())) {
        String word = wanted.format().word();
        throw Failure.usage(
            "a document of "
                + word
                + " is about one image; name a directory for one document each: --report "
                + word
                + "=reports/");
      }
    }
  }

  /// Writes all that is asked for: the files appear together when all of them are whole, or none
  /// does.
  ///
  /// @param reference as the user wrote it
  /// @param several whether the user asked for all that it stands for, even where that is one image
  /// @param project that the image is built from; `null` where nobody names one
  public void write(
      String reference, List<Result> results, boolean several, Projects.@Nullable Located project)
      throws IOException, Failure {
    ReportOptions options = options(project);
    List<Output.Document> files = new ArrayList<>();
    for (Wanted wanted : more) {
      file(wanted, reference, results, several, options, files);
    }
    if (first.file() != null) {
      file(first, reference, results, several, options, files);
    }
    Output.writeAll(files);
    if (first.file() == null) {
      ReportOptions seen =
          new ReportOptions(
              options.details(),
              options.explain(),
              options.suppressed(),
              surroundings.colour(),
              options.files());
      Output.write(null, surroundings.out(), document(first, results, several, seen));
    }
  }

  private static void file(
      Wanted wanted,
      String reference,
      List<Result> results,
      boolean several,
      ReportOptions options,
      List<Output.Document> files)
      throws IOException, Failure {
    String file = String.valueOf(wanted.file());
    if (several && SeveralDocuments.wanted(file)) {
      SeveralDocuments documents = new SeveralDocuments(file, reference, wanted.format().ending());
      for (Result result : results) {
        files.add(
            documents.document(
                result.scan().findings().bom().subject(),
                out -> wanted.format().write(result, options, out)));
      }
    } else {
      files.add(new Output.Document(file, document(wanted, results, several, options)));
    }
  }

  private static Output.Writer document(
      Wanted wanted, List<Result> results, boolean several, ReportOptions options) {
    return several
        ? out -> wanted.format().writeAll(results, options, out)
        : out -> wanted.format().write(results.getFirst(), options, out);
  }

  private ReportOptions options(Projects.@Nullable Located project) {
    return new ReportOptions(
        invocation.has("--details"),
        invocation.has("--explain-match"),
        invocation.has("--show-suppressed"),
        false,
        project == null ? ProjectFiles.unknown() : files(project));
  }

  /// Reports are read where the command runs, which is the root of a repository as a rule.
  private static ProjectFiles files(Projects.Located project) {
    Path here = Path.of("").toAbsolutePath().normalize();
    Path root = project.root().toAbsolutePath().normalize();
    String directory =
        root.startsWith(here) ? here.relativize(root).toString().replace('\\', '/') : "";
    return new ProjectFiles(
        directory, project.project().recipe() == null ? null : project.project().recipe().path());
  }
}
