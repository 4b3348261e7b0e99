package dev.drydock.cli.base;

import dev.drydock.advisory.Advisories;
import dev.drydock.base.suggestion.ApprovedBase;
import dev.drydock.base.suggestion.Fit;
import dev.drydock.base.suggestion.Left;
import dev.drydock.base.suggestion.Requirement;
import dev.drydock.base.suggestion.Suggestion;
import dev.drydock.base.suggestion.Suggestions;
import dev.drydock.bom.Bom;
import dev.drydock.change.FileChange;
import dev.drydock.change.WorkTree;
import dev.drydock.cli.command.CommandModel;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.command.Options;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.input.Projects;
import dev.drydock.cli.scan.Stages;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.fix.Action;
import dev.drydock.fix.BaseCandidate;
import dev.drydock.fix.Effort;
import dev.drydock.match.Findings;
import dev.drydock.match.Matcher;
import dev.drydock.origin.Origin;
import dev.drydock.origin.Origins;
import dev.drydock.project.formats.ProjectFormats;
import dev.drydock.repair.OpenRecipe;
import dev.drydock.repair.Project;
import dev.drydock.repair.Repair;
import dev.drydock.repair.Repaired;
import dev.drydock.repair.Repairs;
import dev.drydock.scan.Scan;
import dev.drydock.triage.Prioritisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `drydock base suggest`: which approved base fits an image or a Dockerfile, what it would leave,
/// and the edit that takes it.
public final class BaseSuggestCommand {
  private final Surroundings surroundings;
  private final Invocation invocation;

  private BaseSuggestCommand(Surroundings surroundings, Invocation invocation) {
    this.surroundings = surroundings;
    this.invocation = invocation;
  }

  static CommandModel model() {
    return new CommandModel(
        "base suggest",
        List.of(),
        CommandModel.with(
            Options.FORMAT,
            Options.OUTPUT,
            Options.BASES,
            Options.INSECURE_REGISTRY,
            Options.PLATFORM,
            Options.ADVISORIES,
            Options.DOCKERFILE,
            Options.TARGET,
            Options.BUILD_ARG,
            Options.PROJECT,
            Options.LAYER_CACHE,
            Options.NO_CACHE,
            new CommandModel.Option("--write", null, CommandModel.Kind.FLAG)),
        List.of("table", "json"),
        true);
  }

  static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    return new BaseSuggestCommand(surroundings, invocation).run();
  }

  /// What is asked about.
  ///
  /// @param image `null` where nothing was built yet
  /// @param project `null` where nobody named one
  private record Asked(
      Requirement required,
      Suggestions.@Nullable Standing image,
      Projects.@Nullable Located project) {}

  private int run() throws IOException, InterruptedException, Failure {
    String format = invocation.format();
    String argument = invocation.argument("an image or a Dockerfile");
    BaseSuggestions report;
    Edit edit;
    try (ProgressLine progress = surroundings.progress(invocation)) {
      Stages stages = new Stages(surroundings, invocation, progress);
      Asked asked = isDockerfile(argument) ? recipe(argument) : image(stages, argument);
      Advisories advisories = stages.advisories();
      OfferedBases offered =
          OfferedBases.read(
              surroundings, invocation, stages, progress, asked.required().platform());
      List<Suggestion> suggestions =
          new Suggestions(bom -> left(bom, advisories))
              .of(offered.bases(), asked.required(), asked.image());
      edit = edit(asked.project(), suggestions);
      Suggestions.Standing image = asked.image();
      report =
          new BaseSuggestions(
              argument,
              image == null
                  ? null
                  : Left.of(image.findings(), new Prioritisation().of(image.findings())),
              suggestions,
              edit == null ? List.of() : edit.changes(),
              edit == null ? null : edit.note(),
              offered.warnings());
    }
    if (invocation.has("--write") && edit != null && !edit.changes().isEmpty()) {
      new WorkTree(edit.root()).write(edit.changes());
    }
    Output.write(
        invocation.value("--output"),
        surroundings.out(),
        out -> {
          if (format.equals("json")) {
            report.json(out);
          } else {
            report.table(out);
          }
        });
    return ExitCode.OK;
  }

  /// A text file that is called so: an image in a file is none, whatever its name.
  private static boolean isDockerfile(String argument) throws Failure {
    Path path = PathArgument.of(argument);
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path)
        && (name.contains("dockerfile") || name.contains("containerfile"));
  }

  private Asked recipe(String argument) throws IOException, Failure {
    if (invocation.value("--dockerfile") != null || invocation.value("--project") != null) {
      throw Failure.usage(
          "the Dockerfile is named already; --dockerfile and --project go with an image");
    }
    Projects.Located project = new Projects(surroundings, invocation).of(PathArgument.of(argument));
    OpenRecipe recipe =
        OpenRecipe.of(project.project())
            .orElseThrow(
                () ->
                    Failure.input(
                        ErrorLine.oneLine(argument)
                            + " cannot be read as a Dockerfile; `drydock fix` would tell the line",
                        null));
    return new Asked(Requirement.of(recipe), null, project);
  }

  private Asked image(Stages stages, String argument)
      throws IOException, InterruptedException, Failure {
    Stages.Scanned scanned = stages.scanOne(argument);
    Scan scan = scanned.report();
    Projects.Located project = scanned.project();
    OpenRecipe recipe = project == null ? null : OpenRecipe.of(project.project()).orElse(null);
    return new Asked(
        Requirement.of(scan.findings().bom(), scan.origins(), recipe),
        new Suggestions.Standing(scan.findings(), scan.origins()),
        project);
  }

  public static Left left(Bom bom, Advisories advisories) {
    Findings findings = new Matcher().match(bom, advisories);
    return Left.of(findings, new Prioritisation().of(findings));
  }

  /// What takes the best suggestion.
  ///
  /// @param note what else is to be known, or why there is no edit; `null` for nothing
  private record Edit(Path root, List<FileChange> changes, @Nullable String note) {}

  private static @Nullable Edit edit(
      Projects.@Nullable Located project, List<Suggestion> suggestions) {
    if (project == null
        || suggestions.isEmpty()
        || suggestions.getFirst().fit().kind() == Fit.Kind.DOES_NOT_FIT) {
      return null;
    }
    Repaired repaired = taken(suggestions.getFirst().base(), project.project());
    String note =
        switch (repaired.repairs().getFirst()) {
          case Repair.Done done -> done.places().isEmpty() ? String.join("; ", done.next()) : null;
          case Repair.Undecided undecided -> undecided.reason();
        };
    return new Edit(project.root(), repaired.changes(), note);
  }

  private static Repaired taken(ApprovedBase base, Project project) {
    BaseCandidate candidate = base.candidate();
    Action change =
        new Action(
            Action.Kind.CHANGE_BASE,
            Effort.MEDIUM,
            Origin.BASE,
            List.of(),
            candidate,
            null,
            List.of(),
            List.of(),
            List.of());
    return new Repairs(base.bom(), Origins.unknown(), ProjectFormats.builtIn(), true)
        .apply(List.of(change), project);
  }
}
