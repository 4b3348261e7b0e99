package dev.drydock.cli;

import dev.drydock.change.ChangeSet;
import dev.drydock.change.git.Base;
import dev.drydock.change.git.BranchOutcome;
import dev.drydock.change.git.ChangeBranches;
import dev.drydock.change.git.GitRepository;
import dev.drydock.change.git.Remote;
import dev.drydock.change.git.Superseded;
import dev.drydock.change.host.HostProject;
import dev.drydock.change.host.HostTask;
import dev.drydock.change.host.HostToken;
import dev.drydock.change.host.PullRequests;
import dev.drydock.change.publish.Publication;
import dev.drydock.change.publish.Publisher;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
      Destination destination = null;
      List<ChangeSet> made = new ArrayList<>();
      List<Repaired> groups =
          RepairGroups.of(
              FixCommand.repairs(report, invocation), report.plan().actions(), project.project());
      for (Repaired group : groups) {
        List<Repair.Done> done = decided(group, lines);
        if (!done.isEmpty()) {
          destination = destination == null ? destination(repository) : destination;
          ChangeSet change = changeSet(done, group, prefix);
          lines.add(destination.carry(change));
          made.add(change);
        }
      }
      if (destination != null) {
        lines.addAll(destination.supersede(made));
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
  private interface Destination {
    /// What became of one, for the user.
    String carry(ChangeSet change) throws IOException, InterruptedException;

    /// What became of those of earlier runs whose actions are in these now, for the user.
    List<String> supersede(List<ChangeSet> present) throws IOException, InterruptedException;
  }

  private Destination destination(GitRepository repository)
      throws IOException, InterruptedException, Failure {
    if (invocation.has("--dry-run")) {
      return new Announced();
    }
    ChangeBranches branches = new ChangeBranches(repository, false);
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
    public List<String> supersede(List<ChangeSet> present) {
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
    public List<String> supersede(List<ChangeSet> present)
        throws IOException, InterruptedException {
      List<String> lines = new ArrayList<>();
      for (Superseded old : branches.superseded(present, null)) {
        lines.add(
            old.branch()
                + " is part of "
                + ChangeBranches.name(old.by())
                + " now: git branch -D "
                + old.branch());
      }
      return lines;
    }
  }

  /// Branches on the remote, with their requests.
  private static final class Published implements Destination {
    private final ChangeBranches branches;
    private final Remote remote;
    private final Publisher publisher;
    private final Base base;
    private final Map<ChangeSet, Publication> publications = new LinkedHashMap<>();

    Published(ChangeBranches branches, Remote remote, Publisher publisher, Base base) {
      this.branches = branches;
      this.remote = remote;
      this.publisher = publisher;
      this.base = base;
    }

    @Override
    public String carry(ChangeSet change) throws IOException, InterruptedException {
      Publication publication = publisher.publish(change, base);
      publications.put(change, publication);
      return told(publication, change.title());
    }

    @Override
    public List<String> supersede(List<ChangeSet> present)
        throws IOException, InterruptedException {
      List<String> lines = new ArrayList<>();
      for (Superseded old : branches.superseded(present, remote)) {
        Publication by = publications.get(old.by());
        if (by != null) {
          publisher
              .supersede(old, by, base)
              .ifPresent(told -> lines.add(told(told, told.request().title())));
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
    return new Published(branches, remote, publisher, base);
  }

  private static String told(BranchOutcome outcome, ChangeSet change) {
    return switch (outcome) {
      case BranchOutcome.Created created -> created.branch() + " made: " + change.title();
      case BranchOutcome.Updated updated -> updated.branch() + " renewed: " + change.title();
      case BranchOutcome.Unchanged same -> same.branch() + " is there: " + change.title();
      case BranchOutcome.Held held -> held.branch() + " left alone: " + held.reason();
    };
  }

  private static String told(Publication publication, String title) {
    return switch (publication) {
      case Publication.Opened opened -> "opened " + opened.request().address() + ": " + title;
      case Publication.Updated updated -> "renewed " + updated.request().address() + ": " + title;
      case Publication.Unchanged same -> "open " + same.request().address() + ": " + title;
      case Publication.Settled settled ->
          "settled " + settled.request().address() + ": people have decided on " + title;
      case Publication.Superseded old ->
          "superseded "
              + old.request().address()
              + ": "
              + title
              + " is part of "
              + old.by().address()
              + " now; close it";
      case Publication.Held held -> "left alone: " + held.reason();
    };
  }
}
