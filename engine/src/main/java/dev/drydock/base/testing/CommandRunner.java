package dev.drydock.base.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs programs of an unpacked image, with its directory as their root: without a network, with no
/// variables but those that are given, and bounded in time and output.
public interface CommandRunner {

  /// What is to be run.
  ///
  /// @param root the unpacked image
  /// @param words the program, looked for in `PATH` of `environment` within the image, and its
  ///   arguments
  /// @param workingDirectory within the image
  /// @param user its number
  /// @param group its number
  record Command(
      Path root,
      List<String> words,
      Map<String, String> environment,
      String workingDirectory,
      long user,
      long group) {
    public Command {
      words = List.copyOf(words);
      environment = Map.copyOf(environment);
    }
  }

  /// What came of it.
  ///
  /// @param exitCode as shells tell it: 127 where there is no such program
  record Ended(int exitCode, String output, String errors) {}

  /// @throws IOException where nothing can be run here, or it took too long or said too much; the
  ///   message says which, and what to do
  Ended run(Command command) throws IOException, InterruptedException;
}
