package dev.drydock.fuzz;

import dev.drydock.change.ChangeSet;
import dev.drydock.change.FileChange;
import dev.drydock.change.git.Base;
import dev.drydock.change.git.BranchOutcome;
import dev.drydock.change.git.ChangeBranches;
import dev.drydock.change.git.GitProgram;
import dev.drydock.change.git.GitRepository;
import dev.drydock.change.git.Remote;
import dev.drydock.change.host.HostKind;
import dev.drydock.change.host.HostProject;
import dev.drydock.change.host.HostToken;
import dev.drydock.change.host.HostTransport;
import dev.drydock.change.host.Proposal;
import dev.drydock.change.host.PullRequest;
import dev.drydock.change.host.PullRequests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What Git hosts answer to requests about pull requests, what the `git` program writes, and the
/// addresses of remotes.
public final class HostFuzz {
  private static final Path DIRECTORY = FuzzFiles.directory();
  private static final Proposal PROPOSAL = new Proposal("drydock/x", "main", "title", "body");
  private static final ChangeSet CHANGE =
      new ChangeSet("x", "title", "body", List.of(FileChange.edited("Dockerfile", "a", "b")));

  private HostFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, HostFuzz::read);
  }

  /// Answers of a host begin with a status, those of git with its sub-command; one line is an
  /// address.
  private static void read(byte[] data) throws InterruptedException {
    String text = new String(data, StandardCharsets.UTF_8);
    if (text.indexOf('\n') < 0) {
      remote(text);
    } else if (data[0] >= '0' && data[0] <= '9') {
      for (HostKind kind : HostKind.values()) {
        host(kind, data);
      }
    } else {
      git(data);
    }
  }

  private static void remote(String address) {
    for (HostKind kind : HostKind.values()) {
      try {
        HostProject _ = HostProject.of(address, kind, null, Map.of());
      } catch (IOException _) {
        // refused
      }
    }
  }

  private static void host(HostKind kind, byte[] data) throws InterruptedException {
    try {
      HostProject project =
          HostProject.of(
              kind == HostKind.BITBUCKET
                  ? "https://bitbucket.org/own/repo"
                  : "https://git.example/own/repo",
              kind,
              null,
              Map.of());
      FuzzAnswers answers = new FuzzAnswers(data);
      HostTransport transport =
          _ -> {
            FuzzAnswers.Http answer = FuzzAnswers.Http.of(answers.next());
            return new HostTransport.Answer(answer.status(), answer.headers(), answer.body());
          };
      PullRequests requests =
          PullRequests.of(project, new HostToken("TOKEN", "Bearer token"), transport);
      List<PullRequest> found = requests.find("drydock/x");
      PullRequest _ =
          found.isEmpty() ? requests.create(PROPOSAL) : requests.update(found.getFirst(), PROPOSAL);
    } catch (IOException _) {
      // refused
    }
  }

  private static void git(byte[] data) throws InterruptedException {
    try {
      GitRepository repository = GitRepository.find(new PlayedGit(data), DIRECTORY);
      List<String> _ = repository.unsaved(List.of("Dockerfile"));
      Remote remote = repository.remote(null);
      Base base = repository.base(remote, null);
      ChangeBranches branches = new ChangeBranches(repository, true);
      BranchOutcome _ = branches.commit(CHANGE, base);
      BranchOutcome _ = branches.publish(CHANGE, base, remote);
    } catch (IOException _) {
      // refused
    }
  }

  /// A `git` that answers with the parts: a line `SUB-COMMAND EXIT`, then what it writes. Those of
  /// one sub-command follow each other; the last one stays.
  private static final class PlayedGit implements GitProgram {
    private final FuzzAnswers answers;
    private final Map<String, Integer> asked = new HashMap<>();

    PlayedGit(byte[] data) {
      answers = new FuzzAnswers(data);
    }

    @Override
    public Result run(
        Path directory, Map<String, String> environment, byte[] input, List<String> arguments) {
      if (arguments.contains("--show-toplevel") || arguments.contains("--absolute-git-dir")) {
        return new Result(0, DIRECTORY.toString().getBytes(StandardCharsets.UTF_8), input);
      }
      String command = command(arguments) + " ";
      int number = asked.merge(command, 1, Integer::sum);
      Result result = new Result(1, new byte[0], new byte[0]);
      for (byte[] part : answers.parts()) {
        String text = new String(part, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        if (text.startsWith(command) && end > 0) {
          int exit = text.charAt(end - 1) - '0';
          byte[] output = text.substring(end + 1).getBytes(StandardCharsets.UTF_8);
          result = new Result(exit, output, output);
          if (--number == 0) {
            break;
          }
        }
      }
      return result;
    }

    private static String command(List<String> arguments) {
      for (int i = 0; i < arguments.size(); i++) {
        if (arguments.get(i).equals("-c")) {
          i++;
        } else if (!arguments.get(i).startsWith("-")) {
          return arguments.get(i);
        }
      }
      return "";
    }
  }
}
