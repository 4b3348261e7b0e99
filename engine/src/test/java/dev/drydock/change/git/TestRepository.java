package dev.drydock.change.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A clone with a bare repository on disk as its remote, made by the real `git`, which is
/// configured by nothing of this machine.
public final class TestRepository {
  private final Path scratch;
  private final Path git;
  private final Path clone;
  private final Path remote;
  private final List<List<String>> calls = new ArrayList<>();

  /// One commit on `main` with `README`, `pom.xml` and an executable `run`, pushed.
  public TestRepository(Path scratch) throws IOException, InterruptedException {
    this.scratch = scratch;
    this.git = Tools.require("git", "git");
    this.remote = scratch.resolve("remote.git");
    this.clone = scratch.resolve("clone");
    Files.writeString(
        scratch.resolve("gitconfig"),
        "[user]\n\tname = Test\n\temail = test@example.org\n[init]\n\tdefaultBranch = main\n"
            + "[advice]\n\tdetachedHead = false\n");
    git(scratch, "init", "--quiet", "--bare", remote.toString());
    git(scratch, "clone", "--quiet", remote.toString(), clone.toString());
    put("README", "read me\n");
    put("pom.xml", "<project>\n<v>1</v>\n</project>\n");
    assertThat(put("run", "#!/bin/sh\n").toFile().setExecutable(true)).isTrue();
    git("add", "-A");
    git("commit", "--quiet", "-m", "First");
    git("push", "--quiet", "-u", "origin", "main");
    git("remote", "set-head", "origin", "main");
  }

  public Path directory() {
    return clone;
  }

  public Path remote() {
    return remote;
  }

  public GitRepository open() throws IOException, InterruptedException {
    return GitRepository.find(program(), clone);
  }

  /// The real program; what it is asked is written down.
  public GitProgram program() {
    return (directory, environment, input, arguments) -> {
      calls.add(List.copyOf(arguments));
      return run(directory, environment, input, arguments);
    };
  }

  public List<List<String>> calls() {
    return calls;
  }

  public Path put(String path, String content) throws IOException {
    Path file = clone.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  /// What git says in the clone, without the last line feed.
  public String git(String... arguments) throws IOException, InterruptedException {
    return git(clone, arguments);
  }

  public String git(Path directory, String... arguments) throws IOException, InterruptedException {
    GitProgram.Result result = run(directory, Map.of(), new byte[0], List.of(arguments));
    assertThat(result.exit()).as("git %s: %s", List.of(arguments), result.errors()).isZero();
    return GitCommand.withoutLineEnd(result.output());
  }

  /// Everything of the clone that a user would notice: branches, what is checked out, staged and
  /// edited.
  public String visible() throws IOException, InterruptedException {
    return String.join(
        "\n--\n",
        git("for-each-ref"),
        git("rev-parse", "--symbolic-full-name", "HEAD"),
        git("ls-files", "--stage"),
        git("status", "--porcelain", "--ignored", "--untracked-files=all"),
        git("stash", "list"),
        String.join("\n", list(clone)),
        String.join("\n", list(clone.resolve(".git"))));
  }

  private static List<String> list(Path directory) {
    try (var files = Files.list(directory)) {
      // COMMIT_EDITMSG and the like come and go with the tests' own commands
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private GitProgram.Result run(
      Path directory, Map<String, String> environment, byte[] input, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(git.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("PATH", System.getenv("PATH"));
    variables.put("HOME", scratch.toString());
    variables.put("GIT_CONFIG_NOSYSTEM", "1");
    variables.put("GIT_CONFIG_GLOBAL", scratch.resolve("gitconfig").toString());
    variables.put("GIT_CEILING_DIRECTORIES", scratch.toString());
    builder.environment().clear();
    builder.environment().putAll(variables);
    Process process = builder.start();
    CompletableFuture<byte[]> errors =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return process.getErrorStream().readAllBytes();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try (OutputStream out = process.getOutputStream()) {
      out.write(input);
    }
    byte[] out = process.getInputStream().readAllBytes();
    return new GitProgram.Result(process.waitFor(), out, errors.join());
  }

  /// A file of a commit, as bytes in ISO 8859-1.
  public String show(Path repository, String commit, String path)
      throws IOException, InterruptedException {
    GitProgram.Result result =
        run(repository, Map.of(), new byte[0], List.of("cat-file", "blob", commit + ":" + path));
    assertThat(result.exit()).as(result.errors()).isZero();
    return new String(result.out(), StandardCharsets.ISO_8859_1);
  }
}
