package dev.drydock.cli.surroundings;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeException.Kind;
import dev.drydock.change.git.GitProgram;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.LimitExceededException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The `git` that is installed, as a process for each question: no shell, bounded in what it says
/// and in how long it takes.
public final class GitProcess implements GitProgram {
  private static final int MAX_OUTPUT = 64 << 20;

  /// Long enough for a fetch or push of a large repository, and for who unlocks a key.
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /// What binds git to one repository (`git rev-parse --local-env-vars`): set where Drydock runs in
  /// a hook, and then of another repository than the one to change. Settings of the user's own
  /// (`GIT_CONFIG_COUNT` and its kin) stay.
  private static final Set<String> OF_ONE_REPOSITORY =
      Set.of(
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_COMMON_DIR",
          "GIT_CONFIG",
          "GIT_CONFIG_PARAMETERS",
          "GIT_DIR",
          "GIT_GRAFT_FILE",
          "GIT_IMPLICIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_INTERNAL_SUPER_PREFIX",
          "GIT_NAMESPACE",
          "GIT_NO_REPLACE_OBJECTS",
          "GIT_OBJECT_DIRECTORY",
          "GIT_PREFIX",
          "GIT_QUARANTINE_PATH",
          "GIT_REPLACE_REF_BASE",
          "GIT_SHALLOW_FILE",
          "GIT_WORK_TREE");

  private final Map<String, String> environment;
  private final Duration longest;
  private final int maxOutput;

  /// @param environment of this process
  public GitProcess(Map<String, String> environment) {
    this(environment, LONGEST, MAX_OUTPUT);
  }

  public GitProcess(Map<String, String> environment, Duration longest, int maxOutput) {
    this.environment = new HashMap<>(environment);
    this.environment.keySet().removeAll(OF_ONE_REPOSITORY);
    this.longest = longest;
    this.maxOutput = maxOutput;
  }

  @Override
  public Result run(
      Path directory, Map<String, String> variables, byte[] input, List<String> arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(program().toString()).directory(directory.toFile());
    builder.command().addAll(arguments);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().putAll(variables);
    Process process = start(builder);
    AtomicBoolean late = new AtomicBoolean();
    Thread watch = Thread.ofVirtual().start(() -> endLate(process, late));
    try {
      FutureTask<byte[]> errors = errors(process);
      Thread.ofVirtual().start(() -> write(process, input));
      byte[] out = read(process.getInputStream());
      byte[] err = errors.get();
      int exit = process.waitFor();
      if (late.get()) {
        throw tooLate();
      }
      return new Result(exit, out, err);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause(), late.get());
    } catch (IOException e) {
      throw failed(e, late.get());
    } finally {
      watch.interrupt();
      end(process);
    }
  }

  private static Process start(ProcessBuilder builder) throws ChangeException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ChangeException(
          Kind.UNAVAILABLE, "git cannot be started; does git --version work here?", e);
    }
  }

  /// On `PATH`, looked for here: a search that begins in the directory that is to be changed, as
  /// some systems do it, could find a stranger's program.
  private Path program() throws ChangeException {
    String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    for (String directory : path.split(File.pathSeparator, -1)) {
      for (String name : List.of("git", "git.exe")) {
        try {
          Path candidate = Path.of(directory, name);
          if (candidate.isAbsolute()
              && Files.isRegularFile(candidate)
              && Files.isExecutable(candidate)) {
            return candidate;
          }
        } catch (InvalidPathException _) {
          // no directory of that name can be there
        }
      }
    }
    throw new ChangeException(
        Kind.NOT_FOUND, "git is not installed, or not on PATH; install it to make branches");
  }

  private byte[] read(InputStream in) throws IOException {
    return Bounded.readAll(in, maxOutput, "what git says");
  }

  /// Its errors, read beside its output. Where they are too many it is ended, or nobody would ever
  /// read on and it would wait.
  private FutureTask<byte[]> errors(Process process) {
    FutureTask<byte[]> task =
        new FutureTask<>(
            () -> {
              try {
                return read(process.getErrorStream());
              } catch (IOException e) {
                end(process);
                throw e;
              }
            });
    Thread.ofVirtual().start(task);
    return task;
  }

  private static void write(Process process, byte[] input) {
    try (OutputStream out = process.getOutputStream()) {
      out.write(input);
    } catch (IOException _) {
      // it may end without having read all; its exit code tells
    }
  }

  private void endLate(Process process, AtomicBoolean late) {
    try {
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        late.set(true);
        end(process);
      }
    } catch (InterruptedException _) {
      // it ended in time
    }
  }

  /// With ssh, filters and helpers that it started, which keep its output open.
  private static void end(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private IOException failed(Throwable cause, boolean late) {
    if (late) {
      return tooLate();
    }
    return cause instanceof LimitExceededException limit
        ? limit
        : new ChangeException(
            Kind.UNAVAILABLE, "git ended before it had answered; try again", cause);
  }

  private ChangeException tooLate() {
    return new ChangeException(
        Kind.UNAVAILABLE,
        "git took longer than "
            + longest.toSeconds()
            + " s and was ended; does it wait for a password or a key?");
  }
}
