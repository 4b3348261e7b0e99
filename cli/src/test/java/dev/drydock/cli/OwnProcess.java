package dev.drydock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One command in a process of its own, which can be killed as the kernel kills: with nothing
/// flushed, closed or said.
public final class OwnProcess {
  private final Process process;
  private final Path log;

  private OwnProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  public static OwnProcess start(Path home, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.drydock.cli.Main"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("HOME", home.toString());
    Path log = Files.createTempFile(home, "process", ".log");
    return new OwnProcess(
        builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Sends SIGKILL.
  ///
  /// @return whether it was that which ended it
  public boolean kill() throws InterruptedException {
    boolean alive = process.isAlive();
    process.destroyForcibly();
    return process.waitFor() == 128 + 9 && alive;
  }

  /// All that it has said.
  public String said() throws IOException {
    return Files.readString(log);
  }
}
