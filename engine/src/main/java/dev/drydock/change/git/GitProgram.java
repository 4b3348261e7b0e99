package dev.drydock.change.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The `git` program (2.30 or newer), run once for each question. Who embeds the engine starts it:
/// without a shell, with a bound on what it says and how long it takes.
@FunctionalInterface
public interface GitProgram {

  /// @param directory to run in
  /// @param environment variables to set beside those that the program gets anyway
  /// @param input all of its standard input
  /// @param arguments without the program's own name
  /// @throws IOException where it cannot be started, says too much or takes too long; the message
  ///   is one line for the user
  Result run(Path directory, Map<String, String> environment, byte[] input, List<String> arguments)
      throws IOException, InterruptedException;

  /// How it ended.
  ///
  /// @param exit 0 where it did what was asked
  /// @param out standard output
  /// @param err standard error
  record Result(int exit, byte[] out, byte[] err) {
    boolean isSuccess() {
      return exit == 0;
    }

    String output() {
      return new String(out, StandardCharsets.UTF_8);
    }

    String errors() {
      return new String(err, StandardCharsets.UTF_8);
    }
  }
}
