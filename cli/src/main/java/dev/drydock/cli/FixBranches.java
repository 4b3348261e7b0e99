package dev.drydock.cli;

import dev.drydock.change.ChangeSet;
import dev.drydock.change.FileChange;
import dev.drydock.change.git.Base;
import dev.drydock.change.git.BranchOutcome;
import dev.drydock.change.git.ChangeBranches;
import dev.drydock.change.git.GitRepository;
import dev.drydock.change.git.Remote;
import dev.drydock.change.host.ClientTransport;
import dev.drydock.change.host.HostKind;
import dev.drydock.change.host.HostProject;
import dev.drydock.change.host.HostToken;
import dev.drydock.change.host.PullRequests;
import dev.drydock.change.publish.Publication;
import dev.drydock.change.publish.Publisher;
import dev.drydock.fix.Action;
import dev.drydock.repair.ActionKey;
import dev.drydock.repair.Repair;
import dev.drydock.repair.Repaired;
import dev.drydock.report.markdown.ActionMarkdown;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `drydock fix --branch` and `--pull-request`: each action of the plan as a branch of its own, the
/// files that are checked out left as they are.
final class FixBranches {
  private static final Duration LONGEST_REQUEST = Duration.ofMinutes(1);

  private final Surroundings surroundings;
  private final Invocation invocation;
  private final ProjectOptions options;
  private final Scan report;

  FixBranches(
      Surroundings surroundings, Invocation invocation, ProjectOptions options, Scan report) {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.options = options;
    this.report = report;
  }

  int run() throws IOException, InterruptedException, Failure {
    GitRepository repository =
        GitRepository.find(new GitProcess(surroundings.environment()), options.root());
    String prefix = prefix(repository);
    List<String> lines = new ArrayList<>();
    try {
      Destination destination = null;
      for (Action action : report.plan().actions()) {
        String title = ActionMarkdown.title(report, action);
        Repaired repaired =
            FixCommand.repairs(report, invocation).apply(List.of(action), options.project());
        switch (repaired.repairs().getFirst()) {
          case Repair.Undecided undecided ->
              lines.add("by hand: " + title + ": " + undecided.reason());
          case Repair.Done done -> {
            List<FileChange> files = files(repaired, prefix);
            if (files.isEmpty()) {
              lines.add("by hand: " + title + ": " + String.join("; ", done.next()));
            } else {
              destination = destination == null ? destination(repository) : destination;
              lines.add(destination.carry(changeSet(done, title, files, prefix)));
            }
          }
        }
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

  private void tell(List<String> lines) throws IOException, Failure {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(ErrorLine.oneLine(line)).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    Output.write(
        invocation.value("--output"), surroundings.out(), (OutputStream out) -> out.write(bytes));
  }

  /// Where change sets go; what became of one, for the user.
  @FunctionalInterface
  private interface Destination {
    String carry(ChangeSet change) throws IOException, InterruptedException;
  }

  private Destination destination(GitRepository repository)
      throws IOException, InterruptedException, Failure {
    if (invocation.has("--dry-run")) {
      return change -> ChangeBranches.name(change) + " would be made: " + change.title();
    }
    ChangeBranches branches = new ChangeBranches(repository, false);
    return invocation.has("--pull-request")
        ? publishing(repository, branches)
        : local(repository, branches);
  }

  private List<FileChange> files(Repaired repaired, String prefix) {
    List<FileChange> files = new ArrayList<>();
    for (FileChange file : repaired.changes()) {
      files.add(file.in(prefix));
    }
    return files;
  }

  private ChangeSet changeSet(
      Repair.Done done, String title, List<FileChange> files, String prefix) {
    return new ChangeSet(
        ChangeSet.key(ActionKey.of(done.action(), options.project(), prefix)),
        title,
        ActionMarkdown.body(report, done),
        files);
  }

  /// Of the project's files within the repository.
  private String prefix(GitRepository repository) throws IOException {
    Path root = options.root().toRealPath();
    String inside = repository.root().relativize(root).toString().replace('\\', '/');
    return inside.isEmpty() ? "" : inside + "/";
  }

  private Destination local(GitRepository repository, ChangeBranches branches)
      throws IOException, InterruptedException {
    Base head = repository.head();
    return change -> told(branches.commit(change, head), change);
  }

  private Destination publishing(GitRepository repository, ChangeBranches branches)
      throws IOException, InterruptedException, Failure {
    Remote remote = repository.remote(invocation.value("--remote"));
    HostProject project =
        HostProject.of(remote.url(), kind(), address(), surroundings.environment());
    HostToken token = HostToken.of(project, surroundings.environment());
    PullRequests requests =
        PullRequests.of(
            project,
            token,
            new ClientTransport(
                surroundings.client(), "drydock/" + Surroundings.version(), LONGEST_REQUEST));
    Base base = repository.base(remote, invocation.value("--onto"));
    Publisher publisher = new Publisher(branches, remote, requests);
    return change -> told(publisher.publish(change, base), change);
  }

  private @Nullable HostKind kind() throws Failure {
    String word = invocation.value("--host-kind");
    if (word == null) {
      return null;
    }
    return HostKind.of(word)
        .orElseThrow(
            () ->
                Failure.usage(
                    "--host-kind is '"
                        + ErrorLine.oneLine(word)
                        + "'; it can be "
                        + HostKind.words()));
  }

  private @Nullable URI address() throws Failure {
    String text = invocation.value("--host-url");
    if (text == null) {
      return null;
    }
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          "--host-url is no address: '" + ErrorLine.oneLine(text) + "'; write https://HOST");
    }
  }

  private static String told(BranchOutcome outcome, ChangeSet change) {
    return switch (outcome) {
      case BranchOutcome.Created created -> created.branch() + " made: " + change.title();
      case BranchOutcome.Updated updated -> updated.branch() + " renewed: " + change.title();
      case BranchOutcome.Unchanged same -> same.branch() + " is there: " + change.title();
      case BranchOutcome.Held held -> held.branch() + " left alone: " + held.reason();
    };
  }

  private static String told(Publication publication, ChangeSet change) {
    return switch (publication) {
      case Publication.Opened opened ->
          "opened " + opened.request().address() + ": " + change.title();
      case Publication.Updated updated ->
          "renewed " + updated.request().address() + ": " + change.title();
      case Publication.Unchanged same -> "open " + same.request().address() + ": " + change.title();
      case Publication.Settled settled ->
          "settled " + settled.request().address() + ": people have decided on " + change.title();
      case Publication.Held held -> "left alone: " + held.reason();
    };
  }
}
