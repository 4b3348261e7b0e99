package dev.drydock.cli;

import dev.drydock.change.FileChange;
import dev.drydock.change.UnifiedDiff;
import dev.drydock.change.WorkTree;
import dev.drydock.change.git.GitRepository;
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
final class FixCommand {
  private FixCommand() {}

  static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String reference = invocation.argument("an image");
    Scan report;
    ProjectOptions options;
    try (ProgressLine progress = ImageCommands.progress(surroundings, invocation)) {
      Stages stages = new Stages(surroundings, invocation, progress);
      options = stages.project();
      if (options == null) {
        throw Failure.usage(
            "fix needs the files that it may change; name the Dockerfile with --dockerfile, or the"
                + " directory of the project with --project");
      }
      report = stages.scanOne(reference);
    }
    if (invocation.has("--branch") || invocation.has("--pull-request")) {
      return new FixBranches(surroundings, invocation, options, report).run();
    }
    Repaired repaired = report.repaired();
    List<FileChange> changes = repaired == null ? List.of() : repaired.changes();
    boolean dry = invocation.has("--dry-run");
    if (!dry && !changes.isEmpty()) {
      if (!invocation.has("--allow-dirty")) {
        requireSaved(surroundings, options, changes);
      }
      new WorkTree(options.root()).write(changes);
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
  private static void requireSaved(
      Surroundings surroundings, ProjectOptions options, List<FileChange> changes)
      throws IOException, InterruptedException, Failure {
    if (!insideGit(options.root())) {
      return;
    }
    GitRepository repository =
        GitRepository.find(new GitProcess(surroundings.environment()), options.root());
    List<String> paths = new ArrayList<>();
    for (FileChange change : changes) {
      paths.add(repository.pathOf(options.root().resolve(change.path())));
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
