package dev.drydock.cli.base.workshop;

import dev.drydock.limits.Bounded;
import dev.drydock.limits.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A program that is run to its end: without a shell, with no variables but those that are given,
/// bounded in time and in what it says.
final class BoundedProcess {
  private final Map<String, String> environment;
  private final Duration longest;
  private final int mostOutput;

  /// @param environment all that it has
  BoundedProcess(Map<String, String> environment, Duration longest, int mostOutput) {
    this.environment = Map.copyOf(environment);
    this.longest = longest;
    this.mostOutput = mostOutput;
  }

  /// What came of it.
  record Ended(int exitCode, String output, String errors) {
    /// The last lines that it said, as one for people.
    String end() {
      List<String> lines =
          (output + "\n" + errors).lines().filter(line -> !line.isBlank()).toList();
      return String.join("; ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
    }
  }

  /// @throws IOException where it cannot be started, takes too long, or says too much
  Ended run(Path directory, List<String> words) throws IOException, InterruptedException {
    String name = Path.of(words.getFirst()).getFileName() + "";
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    AtomicBoolean late = new AtomicBoolean();
    Thread watch = Thread.ofVirtual().start(() -> endLate(process, late));
    try {
      process.getOutputStream().close();
      FutureTask<byte[]> errors = reading(process, process.getErrorStream(), name);
      FutureTask<byte[]> output = reading(process, process.getInputStream(), name);
      byte[] out = output.get();
      byte[] err = errors.get();
      int exit = process.waitFor();
      if (late.get()) {
        throw tooLate(name);
      }
      return new Ended(
          exit, new String(out, StandardCharsets.UTF_8), new String(err, StandardCharsets.UTF_8));
    } catch (ExecutionException e) {
      if (late.get()) {
        throw tooLate(name);
      }
      throw e.getCause() instanceof LimitExceededException
          ? new IOException(
              name + " said more than " + (mostOutput >> 20) + " MiB and was ended", e)
          : new IOException(name + " ended before it had answered", e);
    } finally {
      watch.interrupt();
      end(process);
    }
  }

  private FutureTask<byte[]> reading(Process process, InputStream in, String name) {
    FutureTask<byte[]> task =
        new FutureTask<>(
            () -> {
              try {
                return Bounded.readAll(in, mostOutput, "what " + name + " says");
              } catch (IOException e) {
                end(process);
                throw e;
              }
            });
    Thread.ofVirtual().start(task);
    return task;
  }

  private IOException tooLate(String name) {
    return new IOException(name + " took longer than " + longest.toSeconds() + " s and was ended");
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

  /// With what it started, which would keep its output open.
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
