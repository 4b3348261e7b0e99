package dev.drydock.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/// One command, run in this process as a user would run it in a home directory of its own.
public record Run(int exitCode, String out, String err) {

  public static Run in(Path home, String... args) {
    return in(home, Map.of(), args);
  }

  public static Run in(Path home, Map<String, String> environment, String... args) {
    return in(home, Path.of(""), environment, Map.of(), args);
  }

  /// @param directory where the process is as if started in
  public static Run in(Path home, Path directory, Map<String, String> environment, String... args) {
    return in(home, directory, environment, Map.of(), args);
  }

  /// @param more properties of the process
  public static Run in(
      Path home, Map<String, String> environment, Map<String, String> more, String... args) {
    return in(home, Path.of(""), environment, more, args);
  }

  private static Run in(
      Path home,
      Path directory,
      Map<String, String> environment,
      Map<String, String> more,
      String... args) {
    Map<String, String> all = new HashMap<>(Map.of("HOME", home.toString()));
    all.putAll(environment);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Properties properties = new Properties();
    properties.setProperty("os.name", "Linux");
    properties.setProperty("os.arch", "amd64");
    properties.setProperty("user.dir", directory.toString());
    properties.setProperty("drydock.stdout", "file");
    properties.setProperty("drydock.stderr", "file");
    more.forEach(properties::setProperty);
    try (PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      int exitCode = Main.run(out, errors, all, properties, args);
      return new Run(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }
}
