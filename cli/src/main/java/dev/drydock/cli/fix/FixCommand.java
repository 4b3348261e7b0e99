package dev.drydock.cli.fix;

import dev.drydock.change.FileChange;
import dev.drydock.change.UnifiedDiff;
import dev.drydock.change.WorkTree;
import dev.drydock.change.git.GitRepository;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.input.Projects;
import dev.drydock.cli.scan.Stages;
import dev.drydock.cli.standing.BaseStandings;
import dev.drydock.cli.surroundings.GitProcess;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.project.formats.ProjectFormats;
import dev.drydock.repair.Repaired;
import dev.drydock.repair.Repairs;
import dev.drydock.report.table.RepairTable;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `drydock fix`: the plan carried into the files of the project.
public final class FixCommand {
  private FixCommand() {}

  public static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String reference = invocation.argument("an image");
    Stages.Scanned scanned;
    try (ProgressLine progress = surroundings.progress(invocation);
        BaseStandings standings = BaseStandings.of(surroundings, invocation)) {
      Stages stages = new Stages(surroundings, invocation, progress, standings);
      if (!stages.mayHaveProject()) {
        throw withoutProject();
      }
      scanned = stages.scanOne(reference);
    }
    Scan report = scanned.report();
    Projects.Located project = scanned.project();
    Repaired repaired = report.repaired();
    if (project == null || repaired == null) {
      throw withoutProject();
    }
    if (invocation.has("--branch") || invocation.has("--pull-request")) {
      return new FixBranches(surroundings, invocation, project, report).run();
    }
    List<FileChange> changes = repaired.changes();
    boolean dry = invocation.has("--dry-run");
    if (!dry && !changes.isEmpty()) {
      if (!invocation.has("--allow-dirty")) {
        requireSaved(surroundings, project.root(), changes);
      }
      new WorkTree(project.root()).write(changes);
    }
    String file = invocation.value("--output");
    boolean colour = file == null && surroundings.colour();
    Output.write(
        file,
        surroundings.out(),
        out -> {
          RepairTable.write(report, report.repairs(), dry, colour, out);
          out.write(UnifiedDiff.of(changes));
        });
    return ExitCode.OK;
  }

  private static Failure withoutProject() {
    return Failure.usage(
        "fix needs the files that it may change; name the Dockerfile with --dockerfile, or the"
            + " directory of the project with --project");
  }

  static Repairs repairs(Scan report, Invocation invocation) {
    return new Repairs(
        report.findings().bom(),
        report.origins(),
        ProjectFormats.builtIn(),
        invocation.has("--pin"));
  }

  private static boolean insideGit(Path directory) throws IOException {
    for (Path at = directory.toRealPath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return true;
      }
    }
    return false;
  }

  /// What people have changed and not committed must not be mixed with what Drydock changes.
  private static void requireSaved(Surroundings surroundings, Path root, List<FileChange> changes)
      throws IOException, InterruptedException, Failure {
    if (!insideGit(root)) {
      return;
    }
    GitRepository repository = GitRepository.find(new GitProcess(surroundings.environment()), root);
    List<String> paths = new ArrayList<>();
    for (FileChange change : changes) {
      paths.add(repository.pathOf(root.resolve(change.path())));
    }
    List<String> unsaved = repository.unsaved(paths);
    if (!unsaved.isEmpty()) {
      throw Failure.input(
          "there are changes that are not committed in "
              + String.join(", ", unsaved)
              + "; commit or stash them, or add --allow-dirty",
          null);
    }
  }
}
