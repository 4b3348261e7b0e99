package dev.drydock.cli.fix;

import dev.drydock.change.ChangeSet;
import dev.drydock.change.git.Base;
import dev.drydock.change.git.BranchOutcome;
import dev.drydock.change.git.ChangeBranches;
import dev.drydock.change.git.EarlierBranch;
import dev.drydock.change.git.GitRepository;
import dev.drydock.change.git.Remote;
import dev.drydock.change.host.HostProject;
import dev.drydock.change.host.HostTask;
import dev.drydock.change.host.HostToken;
import dev.drydock.change.host.PullRequests;
import dev.drydock.change.publish.Publisher;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.input.Projects;
import dev.drydock.cli.surroundings.GitProcess;
import dev.drydock.cli.surroundings.HostOptions;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.fix.Action;
import dev.drydock.repair.ActionKey;
import dev.drydock.repair.Repair;
import dev.drydock.repair.RepairGroups;
import dev.drydock.repair.Repaired;
import dev.drydock.report.markdown.ActionMarkdown;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// `drydock fix --branch` and `--pull-request`: each group of actions that can be merged by itself
/// as a branch of its own, the files that are checked out left as they are.
final class FixBranches {
  private static final Duration LONGEST_REQUEST = Duration.ofMinutes(1);

  private final Surroundings surroundings;
  private final Invocation invocation;
  private final Projects.Located project;
  private final Scan report;

  FixBranches(
      Surroundings surroundings, Invocation invocation, Projects.Located project, Scan report) {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.project = project;
    this.report = report;
  }

  int run() throws IOException, InterruptedException, Failure {
    GitRepository repository =
        GitRepository.find(new GitProcess(surroundings.environment()), project.root());
    String prefix = prefix(repository);
    List<String> lines = new ArrayList<>();
    try {
      // what an earlier run asked for may not be needed any more, though nothing else is
      Destination destination =
          invocation.has("--pull-request") ? destination(repository, prefix) : null;
      List<ChangeSet> made = new ArrayList<>();
      List<Repaired> groups =
          RepairGroups.of(
              FixCommand.repairs(report, invocation), report.plan().actions(), project.project());
      for (Repaired group : groups) {
        List<Repair.Done> done = decided(group, lines);
        if (!done.isEmpty()) {
          destination = destination == null ? destination(repository, prefix) : destination;
          ChangeSet change = changeSet(done, group, prefix);
          lines.add(destination.carry(change));
          made.add(change);
        }
      }
      if (destination != null) {
        lines.addAll(destination.retire(made, kept(prefix)));
      }
      if (lines.isEmpty()) {
        lines.add("No action removes a known vulnerability of this image: nothing to change.");
      }
    } finally {
      // where one fails, those before it are there, and are told of
      if (!lines.isEmpty()) {
        tell(lines);
      }
    }
    return ExitCode.OK;
  }

  /// Keys of the actions that may be needed though no change set of this run has them: those that
  /// could not be carried out, and a new base where none was looked for.
  private Set<String> kept(String prefix) {
    Set<String> kept = new HashSet<>();
    for (Action action : report.plan().actions()) {
      kept.add(ChangeSet.key(ActionKey.of(action, project.project(), prefix)));
    }
    boolean tried = invocation.has("--try-bases") && report.plan().undecided().isEmpty();
    if (!tried && !invocation.has("--base")) {
      kept.add(ChangeSet.key(ActionKey.base(project.project(), prefix)));
    }
    return kept;
  }

  /// What a group changes; what is left of it to people goes to the lines.
  private List<Repair.Done> decided(Repaired group, List<String> lines) {
    List<Repair.Done> decided = new ArrayList<>();
    for (Repair repair : group.repairs()) {
      String title = ActionMarkdown.title(report, repair.action());
      switch (repair) {
        case Repair.Undecided undecided ->
            lines.add("by hand: " + title + ": " + undecided.reason());
        case Repair.Done done -> {
          if (done.places().isEmpty()) {
            lines.add("by hand: " + title + ": " + String.join("; ", done.next()));
          } else {
            decided.add(done);
          }
        }
      }
    }
    return decided;
  }

  private void tell(List<String> lines) throws IOException, Failure {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(ErrorLine.oneLine(line)).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    Output.write(
        invocation.value("--output"), surroundings.out(), (OutputStream out) -> out.write(bytes));
  }

  /// Where change sets go.
  interface Destination {
    /// What became of one, for the user.
    String carry(ChangeSet change) throws IOException, InterruptedException;

    /// What became of those of earlier runs that are not among these, for the user.
    ///
    /// @param kept keys of further actions that may be needed
    List<String> retire(List<ChangeSet> present, Set<String> kept)
        throws IOException, InterruptedException;
  }

  private Destination destination(GitRepository repository, String prefix)
      throws IOException, InterruptedException, Failure {
    if (invocation.has("--dry-run")) {
      return new Announced();
    }
    String platform = report.findings().bom().subject().platform();
    String scope = ChangeSet.key(ActionKey.scope(project.project(), prefix, platform));
    ChangeBranches branches = new ChangeBranches(repository, false, scope);
    return invocation.has("--pull-request")
        ? publishing(repository, branches)
        : new Local(branches, repository.head());
  }

  private ChangeSet changeSet(List<Repair.Done> done, Repaired group, String prefix) {
    List<Action> actions = done.stream().map(Repair.Done::action).toList();
    List<String> keys =
        ActionKey.of(actions, project.project(), prefix).stream().map(ChangeSet::key).toList();
    return new ChangeSet(
        keys.getFirst(),
        ActionMarkdown.title(report, actions),
        ActionMarkdown.body(report, done),
        group.changes().stream().map(file -> file.in(prefix)).toList(),
        keys);
  }

  /// Of the project's files within the repository.
  private String prefix(GitRepository repository) throws IOException {
    Path root = project.root().toRealPath();
    String inside = repository.root().relativize(root).toString().replace('\\', '/');
    return inside.isEmpty() ? "" : inside + "/";
  }

  /// Nothing is made.
  private static final class Announced implements Destination {
    @Override
    public String carry(ChangeSet change) {
      return ChangeBranches.name(change) + " would be made: " + change.title();
    }

    @Override
    public List<String> retire(List<ChangeSet> present, Set<String> kept) {
      return List.of();
    }
  }

  /// Branches here.
  private record Local(ChangeBranches branches, Base head) implements Destination {
    @Override
    public String carry(ChangeSet change) throws IOException, InterruptedException {
      return told(branches.commit(change, head), change);
    }

    @Override
    public List<String> retire(List<ChangeSet> present, Set<String> kept)
        throws IOException, InterruptedException {
      List<String> lines = new ArrayList<>();
      for (EarlierBranch old : branches.earlier(present, kept, null)) {
        if (old.untouched()) {
          lines.add(
              old.name()
                  + (old.by() == null
                      ? " is not needed any more"
                      : " is part of " + ChangeBranches.name(old.by()) + " now")
                  + ": git branch -D "
                  + old.name());
        }
      }
      return lines;
    }
  }

  private Destination publishing(GitRepository repository, ChangeBranches branches)
      throws IOException, InterruptedException, Failure {
    Remote remote = repository.remote(invocation.value("--remote"));
    HostProject project = HostOptions.of(invocation).project(remote.url(), surroundings);
    HostToken token = HostToken.of(project, HostTask.REQUESTS, surroundings.environment());
    PullRequests requests =
        PullRequests.of(project, token, HostOptions.transport(surroundings, LONGEST_REQUEST));
    Base base = repository.base(remote, invocation.value("--onto"));
    Publisher publisher = new Publisher(branches, remote, requests);
    return new FixRequests(branches, remote, publisher, base, report.findings().coverage());
  }

  private static String told(BranchOutcome outcome, ChangeSet change) {
    return switch (outcome) {
      case BranchOutcome.Created created -> created.branch() + " made: " + change.title();
      case BranchOutcome.Updated updated -> updated.branch() + " renewed: " + change.title();
      case BranchOutcome.Unchanged same -> same.branch() + " is there: " + change.title();
      case BranchOutcome.Held held -> held.branch() + " left alone: " + held.reason();
    };
  }
}
