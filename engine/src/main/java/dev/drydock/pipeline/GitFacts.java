package dev.drydock.pipeline;

import dev.drydock.change.git.GitProgram;
import dev.drydock.change.host.RemoteAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Git knows of a work tree, asked without the network.
final class GitFacts {
  private static final List<String> USUAL = List.of("main", "master", "trunk");
  private static final Map<String, String> ENVIRONMENT =
      Map.of("LC_ALL", "C", "GIT_TERMINAL_PROMPT", "0", "GIT_OPTIONAL_LOCKS", "0");

  private final GitProgram git;
  private final Path directory;

  GitFacts(GitProgram git, Path directory) {
    this.git = git;
    this.directory = directory;
  }

  Path root() throws IOException, InterruptedException, PipelineException {
    String root = answer("rev-parse", "--show-toplevel");
    if (root == null || root.isEmpty()) {
      throw new PipelineException(
          PipelineException.Kind.UNUSABLE,
          directory
              + " is in no Git repository that git trusts; run this in the one that gets the"
              + " pipeline, or git init first");
    }
    return Path.of(root).toRealPath();
  }

  /// As the remote had it when it was cloned; else the one with a usual name; else the one that is
  /// checked out.
  String defaultBranch() throws IOException, InterruptedException {
    String known = answer("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD");
    String start = "refs/remotes/origin/";
    if (known != null && known.startsWith(start)) {
      return known.substring(start.length());
    }
    for (String name : USUAL) {
      for (String room : List.of("refs/remotes/origin/", "refs/heads/")) {
        if (answer("rev-parse", "--verify", "--quiet", room + name) != null) {
          return name;
        }
      }
    }
    String current = answer("symbolic-ref", "--quiet", "HEAD");
    start = "refs/heads/";
    return current != null && current.startsWith(start)
        ? current.substring(start.length())
        : USUAL.getFirst();
  }

  /// Of all remotes, `origin` first.
  List<RemoteAddress> remotes() throws IOException, InterruptedException {
    String names = answer("remote");
    List<RemoteAddress> addresses = new ArrayList<>();
    for (String name : names == null ? List.<String>of() : names.lines().toList()) {
      String url = answer("remote", "get-url", "--", name);
      RemoteAddress address = url == null ? null : RemoteAddress.parse(url).orElse(null);
      if (address != null) {
        addresses.add(name.equals("origin") ? 0 : addresses.size(), address);
      }
    }
    return addresses;
  }

  /// `core.hooksPath` as it is set; `null` where it is not.
  @Nullable String hooks() throws IOException, InterruptedException {
    return answer("config", "--get", "core.hooksPath");
  }

  private @Nullable String answer(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--no-pager", "-c", "core.fsmonitor=false"));
    all.addAll(List.of(arguments));
    GitProgram.Result result = git.run(directory, ENVIRONMENT, new byte[0], all);
    if (result.exit() != 0) {
      return null;
    }
    String text = new String(result.out(), StandardCharsets.UTF_8);
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
