package dev.drydock.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The smallest real CI server: a bare Git repository whose `post-receive` hook checks out what was
/// pushed, runs the job in it, and keeps the job's log and exit code. Whoever pushes waits for the
/// job and sees its log, as lines that begin with `remote:`.
public final class GitServer {
  private final Path repository;
  private final Path jobs;

  private GitServer(Path repository, Path jobs) {
    this.repository = repository;
    this.jobs = jobs;
  }

  /// What became of one push.
  ///
  /// @param workspace where the job ran, as it left it
  /// @param log all that it said
  public record Job(Path workspace, int exitCode, String log) {}

  /// Makes one; skips the test where there is no Git.
  ///
  /// @param directory has the repository, and a directory for each job
  /// @param command of the shell, run in the root of what was pushed
  /// @param environment all that a job has beside `DRYDOCK_BRANCH` and `DRYDOCK_COMMIT`
  public static GitServer make(Path directory, String command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path git = Tools.require("git", "git");
    Path repository = directory.resolve("shop.git");
    Path jobs = Files.createDirectories(directory.resolve("jobs"));
    Process process =
        new ProcessBuilder(
                git.toString(), "init", "-q", "--bare", "-b", "main", repository.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("git init --bare fails");
    }
    StringBuilder variables = new StringBuilder();
    new TreeMap<>(environment)
        .forEach((name, value) -> variables.append(' ').append(quoted(name + "=" + value)));
    Path hook =
        Files.writeString(
            repository.resolve("hooks/post-receive"),
            """
            #!/bin/sh
            # Git's own variables would lead every git of the job to this repository.
            unset $(git rev-parse --local-env-vars)
            while read -r _ commit reference; do
              count=$(ls %2$s | wc -l)
              job=%2$s/$((count + 1))
              mkdir -p "$job"
              git clone -q %1$s "$job/workspace"
              git -C "$job/workspace" -c advice.detachedHead=false checkout -q "$commit"
              (
                cd "$job/workspace" &&
                  env -i%3$s DRYDOCK_BRANCH="${reference#refs/heads/}" DRYDOCK_COMMIT="$commit" sh -c %4$s
              ) >"$job/log" 2>&1
              echo $? >"$job/exit-code"
              cat "$job/log"
            done
            """
                .formatted(
                    quoted(repository.toString()),
                    quoted(jobs.toString()),
                    variables,
                    quoted(command)));
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new GitServer(repository, jobs);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /// What `git clone` takes.
  public String url() {
    return repository.toString();
  }

  /// All jobs, the first one first.
  public List<Job> jobs() throws IOException {
    List<Job> all = new ArrayList<>();
    try (Stream<Path> directories = Files.list(jobs)) {
      long count = directories.count();
      for (long i = 1; i <= count; i++) {
        Path job = jobs.resolve(String.valueOf(i));
        all.add(
            new Job(
                job.resolve("workspace"),
                Integer.parseInt(Files.readString(job.resolve("exit-code")).strip()),
                Files.readString(job.resolve("log"))));
      }
    }
    return all;
  }
}
