package dev.drydock.change.git;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Git repository with a work tree, as it stands around a directory.
public final class GitRepository {
  private static final String HEADS = "refs/heads/";

  private final GitCommand git;
  private final Path root;
  private final Path gitDirectory;

  private GitRepository(GitCommand git, Path root, Path gitDirectory) {
    this.git = git;
    this.root = root;
    this.gitDirectory = gitDirectory;
  }

  /// The repository that `directory` is in.
  ///
  /// @throws ChangeException where it is in none, in a bare one, or in one that git does not trust
  public static GitRepository find(GitProgram program, Path directory)
      throws IOException, InterruptedException {
    GitCommand there = new GitCommand(program, directory);
    String doing = "find the Git repository";
    Path root = Path.of(there.answer(doing, "rev-parse", "--show-toplevel")).toRealPath();
    Path gitDirectory = Path.of(there.answer(doing, "rev-parse", "--absolute-git-dir"));
    return new GitRepository(there.in(root), root, gitDirectory);
  }

  GitCommand git() {
    return git;
  }

  /// Where this work tree keeps what Git knows of it.
  Path gitDirectory() {
    return gitDirectory;
  }

  /// The top of the work tree; paths of changed files begin here.
  public Path root() {
    return root;
  }

  /// The path of an existing file as a change set wants it: from the root, links followed.
  ///
  /// @throws ChangeException where the file lies outside
  public String pathOf(Path file) throws IOException {
    Path real = file.toRealPath();
    if (!real.startsWith(root) || real.equals(root)) {
      throw new ChangeException(
          Kind.FORBIDDEN, file + " lies outside of the Git repository " + root);
    }
    return root.relativize(real).toString().replace(root.getFileSystem().getSeparator(), "/");
  }

  /// The branch that is checked out; empty where it is a single commit.
  public Optional<String> currentBranch() throws IOException, InterruptedException {
    GitProgram.Result result = git.attempt("symbolic-ref", "--quiet", "--short", "HEAD");
    if (result.exit() == 1) {
      return Optional.empty();
    }
    if (!result.isSuccess()) {
      throw GitErrors.of("read the current branch", root, result);
    }
    return Optional.of(GitCommand.withoutLineEnd(result.output()));
  }

  /// Those of the files that are not as the last commit has them: changed, staged, or unknown to
  /// Git.
  public List<String> unsaved(Collection<String> paths) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--"));
    arguments.addAll(paths);
    GitProgram.Result result = git.attempt(Map.of(), new byte[0], arguments);
    if (!result.isSuccess()) {
      throw GitErrors.of("look for unsaved changes", root, result);
    }
    List<String> unsaved = new ArrayList<>();
    for (String entry : result.output().split("\0", -1)) {
      if (entry.length() > 3) {
        unsaved.add(entry.substring(3));
      }
    }
    return unsaved;
  }

  /// The remote to push to.
  ///
  /// @param name as the user gave it; `null` for that of the current branch, `origin`, or the only
  ///   one
  public Remote remote(@Nullable String name) throws IOException, InterruptedException {
    List<String> names = git.answer("list the remotes", "remote").lines().toList();
    String chosen = name == null ? defaultRemote(names) : name;
    if (!names.contains(chosen)) {
      throw new ChangeException(
          Kind.NOT_FOUND, "there is no remote " + chosen + "; git remote lists those there are");
    }
    return new Remote(chosen, git.answer("read the remote", "remote", "get-url", "--", chosen));
  }

  /// The addresses of all remotes, for who looks whether this is a clone of something.
  public List<String> remoteAddresses() throws IOException, InterruptedException {
    List<String> addresses = new ArrayList<>();
    for (String name : git.answer("list the remotes", "remote").lines().toList()) {
      addresses.add(git.answer("read the remote", "remote", "get-url", "--", name));
    }
    return addresses;
  }

  private String defaultRemote(List<String> names) throws IOException, InterruptedException {
    Optional<String> branch = currentBranch();
    if (branch.isPresent()) {
      GitProgram.Result result =
          git.attempt("config", "--get", "branch." + branch.get() + ".remote");
      String tracked = GitCommand.withoutLineEnd(result.output());
      if (result.isSuccess() && names.contains(tracked)) {
        return tracked;
      }
    }
    if (names.contains("origin")) {
      return "origin";
    }
    if (names.size() == 1) {
      return names.getFirst();
    }
    throw new ChangeException(
        Kind.NOT_FOUND,
        names.isEmpty()
            ? "the repository has no remote to push to; add one with git remote add origin URL"
            : "the repository has several remotes; say which one with --remote NAME");
  }

  /// The commit that is checked out.
  public Base head() throws IOException, InterruptedException {
    GitProgram.Result result = git.attempt("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    String commit = GitCommand.withoutLineEnd(result.output());
    if (!result.isSuccess() || !GitCommand.isId(commit)) {
      throw new ChangeException(
          Kind.NOT_FOUND, "the repository has no commit yet to build on; commit something first");
    }
    return new Base(currentBranch().orElse("HEAD"), commit);
  }

  /// A branch of the remote as it is there now, with its commit fetched; no branch of this
  /// repository moves by that.
  ///
  /// @param branch short name; `null` for the remote's default branch
  public Base base(Remote remote, @Nullable String branch)
      throws IOException, InterruptedException {
    String name = branch == null ? defaultBranch(remote) : branch;
    String ref = HEADS + name;
    if (!git.attempt("check-ref-format", ref).isSuccess()) {
      throw new ChangeException(Kind.NOT_FOUND, GitErrors.plain(name) + " cannot name a branch");
    }
    String commit = tip(remote, ref);
    if (commit == null) {
      throw new ChangeException(
          Kind.NOT_FOUND,
          "the remote "
              + remote.name()
              + " has no branch "
              + name
              + "; say which with --base NAME");
    }
    fetch(remote, ref, commit, false);
    return new Base(name, commit);
  }

  private String defaultBranch(Remote remote) throws IOException, InterruptedException {
    String answer =
        git.answer("ask the remote", "ls-remote", "--symref", "--", remote.name(), "HEAD");
    String start = "ref: " + HEADS;
    for (String line : answer.lines().toList()) {
      if (line.startsWith(start) && line.endsWith("\tHEAD")) {
        return line.substring(start.length(), line.length() - "\tHEAD".length());
      }
    }
    throw new ChangeException(
        Kind.NOT_FOUND,
        "the remote "
            + remote.name()
            + " does not tell its default branch; say which with --base NAME");
  }

  /// The newest commit of a branch of the remote; `null` where there is no such branch.
  @Nullable String tip(Remote remote, String ref) throws IOException, InterruptedException {
    String answer = git.answer("ask the remote", "ls-remote", "--refs", "--", remote.name(), ref);
    for (String line : answer.lines().toList()) {
      int tab = line.indexOf('\t');
      // git takes the name for a pattern of which the end has to be right
      if (tab > 0
          && line.substring(tab + 1).equals(ref)
          && GitCommand.isId(line.substring(0, tab))) {
        return line.substring(0, tab);
      }
    }
    return null;
  }

  /// Gets a commit of a remote's branch where it is not here yet.
  ///
  /// @param onlyItself whether its history matters no further than to its parent; a shallow clone
  ///   then stays shallow
  void fetch(Remote remote, String ref, String commit, boolean onlyItself)
      throws IOException, InterruptedException {
    if (has(commit)) {
      return;
    }
    fetch(remote, List.of(ref), onlyItself);
    if (!has(commit)) {
      throw new ChangeException(
          Kind.STALE,
          "the branch "
              + ref.substring(HEADS.length())
              + " of the remote moved while it was fetched; run again");
    }
  }

  /// Gets the newest commits of several branches of a remote where they are not here yet, without
  /// what lies behind them in a shallow clone; those that have moved meanwhile may be others.
  ///
  /// @param commits by the full names of their branches; those that cannot be had are taken out
  void fetch(Remote remote, Map<String, String> commits) throws IOException, InterruptedException {
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, String> one : commits.entrySet()) {
      if (!has(one.getValue())) {
        missing.add(one.getKey());
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    fetch(remote, missing, true);
    for (String ref : missing) {
      if (!has(String.valueOf(commits.get(ref)))) {
        commits.remove(ref);
      }
    }
  }

  private void fetch(Remote remote, List<String> refs, boolean onlyThemselves)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--no-recurse-submodules",
            "--refmap="));
    if (onlyThemselves
        && git.answer("look at it", "rev-parse", "--is-shallow-repository").equals("true")) {
      arguments.add("--depth=2");
    }
    arguments.addAll(List.of("--", remote.name()));
    arguments.addAll(refs);
    String what = refs.size() == 1 ? refs.getFirst().substring(HEADS.length()) : "branches";
    git.answer("fetch " + what, Map.of(), new byte[0], arguments);
  }

  boolean has(String commit) throws IOException, InterruptedException {
    return git.attempt("cat-file", "-e", commit + "^{commit}").isSuccess();
  }
}
