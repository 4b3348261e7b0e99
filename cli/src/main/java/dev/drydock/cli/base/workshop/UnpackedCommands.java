package dev.drydock.cli.base.workshop;

import dev.drydock.base.testing.CommandRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs commands in an unpacked image as Linux lets it: with the directory as their root, in name
/// spaces of their own, so that they have no network, see no other process, and end with their
/// parent. What runs as root in the image is root of a user name space alone.
final class UnpackedCommands implements CommandRunner {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int MOST_OUTPUT = 1 << 20;
  private static final List<String> SPACES =
      List.of("--mount", "--net", "--pid", "--ipc", "--uts", "--fork", "--kill-child");
  private static final Set<String> OF_LIBC =
      Set.of(
          "GCONV_PATH",
          "GETCONF_DIR",
          "GLIBC_TUNABLES",
          "LOCPATH",
          "MALLOC_TRACE",
          "NIS_PATH",
          "NLSPATH",
          "RESOLV_HOST_CONF",
          "TZDIR");
  private static final List<String> MAPPED = List.of("--user", "--map-root-user");

  private final Map<String, String> environment;
  private final boolean root;
  private @Nullable Boolean mapped;
  private @Nullable Boolean separated;

  /// @param environment of this process, for finding programs alone
  /// @param root whether this process runs as root
  UnpackedCommands(Map<String, String> environment, boolean root) {
    this.environment = environment;
    this.root = root;
  }

  @Override
  public Ended run(Command command) throws IOException, InterruptedException {
    BoundedProcess.Ended ended =
        new BoundedProcess(harmless(command.environment()), LONGEST, MOST_OUTPUT)
            .run(Path.of("/"), words(command));
    return new Ended(ended.exitCode(), ended.output(), ended.errors());
  }

  /// Without what would tell the C library of `unshare`, which starts out here, to load something.
  private static Map<String, String> harmless(Map<String, String> variables) {
    Map<String, String> harmless = new HashMap<>(variables);
    harmless.keySet().removeIf(name -> name.startsWith("LD_") || OF_LIBC.contains(name));
    return harmless;
  }

  private List<String> words(Command command) throws IOException, InterruptedException {
    String unshare = Programs.find(environment, "unshare").map(Path::toString).orElse("");
    boolean asRoot = command.user() == 0 || !root;
    List<String> words = new ArrayList<>();
    words.add(unshare);
    if (asRoot && mapped(unshare)) {
      words.addAll(MAPPED);
    } else if (!root || !separated(unshare)) {
      throw new IOException(
          "commands of tests cannot be run here: that needs util-linux' `unshare`, and to be root"
              + " or to be allowed user name spaces; run the pipeline as root in a container of its"
              + " own, or leave commandTests out");
    }
    words.addAll(SPACES);
    words.addAll(List.of("--root", command.root().toString(), "--wd", command.workingDirectory()));
    if (!asRoot) {
      words.addAll(
          List.of(
              "--setgid",
              Long.toString(command.group()),
              "--setuid",
              Long.toString(command.user())));
    }
    words.add("--");
    words.addAll(command.words());
    return words;
  }

  private boolean mapped(String unshare) throws IOException, InterruptedException {
    if (mapped == null) {
      mapped = works(unshare, MAPPED);
    }
    return mapped;
  }

  private boolean separated(String unshare) throws IOException, InterruptedException {
    if (separated == null) {
      separated = works(unshare, List.of());
    }
    return separated;
  }

  private boolean works(String unshare, List<String> more)
      throws IOException, InterruptedException {
    if (unshare.isEmpty()) {
      return false;
    }
    List<String> words = new ArrayList<>(List.of(unshare));
    words.addAll(more);
    words.addAll(SPACES);
    words.addAll(List.of("--", "true"));
    Map<String, String> path = new HashMap<>();
    path.put("PATH", environment.getOrDefault("PATH", ""));
    return new BoundedProcess(path, LONGEST, MOST_OUTPUT).run(Path.of("/"), words).exitCode() == 0;
  }
}
