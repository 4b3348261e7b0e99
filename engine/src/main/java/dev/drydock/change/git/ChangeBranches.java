package dev.drydock.change.git;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeException.Kind;
import dev.drydock.change.ChangeSet;
import dev.drydock.change.Mentions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Change sets as branches `drydock/KEY` of one commit on top of a base, here or on a remote.
///
/// A branch that has the change already stays as it is; one with another state of the same change
/// is replaced; one on which people have committed is left to them. What is checked out, staged or
/// edited is never touched.
public final class ChangeBranches {
  private static final String HEADS = "refs/heads/";
  static final String PREFIX = "drydock/";

  private final GitRepository repository;
  private final GitCommand git;
  private final TreeWriter trees;
  private final boolean signOff;
  private final @Nullable String scope;

  /// For nothing in particular.
  ///
  /// @param signOff whether commits get a `Signed-off-by` line of who commits
  public ChangeBranches(GitRepository repository, boolean signOff) {
    this(repository, signOff, null);
  }

  /// @param signOff whether commits get a `Signed-off-by` line of who commits
  /// @param scope a [key][ChangeSet#key(String)] of what this run is for, the same in every run:
  ///   only a run for the same can say that a change of an earlier one is no longer needed
  public ChangeBranches(GitRepository repository, boolean signOff, @Nullable String scope) {
    this.repository = repository;
    this.git = repository.git();
    this.trees = new TreeWriter(repository);
    this.signOff = signOff;
    this.scope = scope;
  }

  /// The short name of a change set's branch.
  public static String name(ChangeSet change) {
    return PREFIX + change.key();
  }

  /// Makes or renews the branch in this repository only.
  public BranchOutcome commit(ChangeSet change, Base base)
      throws IOException, InterruptedException {
    String branch = name(change);
    String ref = HEADS + branch;
    GitProgram.Result found = git.attempt("rev-parse", "--verify", "--quiet", ref + "^{commit}");
    String tip = found.isSuccess() ? GitCommand.withoutLineEnd(found.output()) : null;
    Draft draft = trees.write(change, base);
    BranchOutcome settled = tip == null ? null : settled(change, base, draft, branch, tip);
    if (settled != null) {
      return settled;
    }
    String checkedOut =
        git.answer("look at " + branch, "for-each-ref", "--format=%(worktreepath)", "--", ref);
    if (tip != null && !checkedOut.isEmpty()) {
      return new BranchOutcome.Held(
          branch, tip, branch + " is checked out; switch to another branch, and run again");
    }
    String commit = write(change, base, draft);
    String expected = tip == null ? "0".repeat(commit.length()) : tip;
    git.answer(
        "set " + branch,
        "update-ref",
        "-m",
        "drydock: " + change.title(),
        "--",
        ref,
        commit,
        expected);
    return outcome(branch, commit, tip);
  }

  /// Makes or renews the branch on the remote only.
  public BranchOutcome publish(ChangeSet change, Base base, Remote remote)
      throws IOException, InterruptedException {
    String branch = name(change);
    String ref = HEADS + branch;
    Draft draft = trees.write(change, base);
    String tip = repository.tip(remote, ref);
    if (tip != null) {
      repository.fetch(remote, ref, tip, true);
      BranchOutcome settled = settled(change, base, draft, branch, tip);
      if (settled != null) {
        return settled;
      }
    }
    String commit = write(change, base, draft);
    git.answer(
        "push " + branch,
        "push",
        "--porcelain",
        "--no-follow-tags",
        "--recurse-submodules=no",
        "--force-with-lease=" + ref + ":" + (tip == null ? "" : tip),
        "--",
        remote.name(),
        commit + ":" + ref);
    return outcome(branch, commit, tip);
  }

  /// Branches of earlier runs that this one does not make: those with an action that is now part of
  /// another change set, and those for the same scope of which nothing is needed any more.
  ///
  /// @param present all change sets of this run
  /// @param kept keys of further actions that may still be needed
  /// @param remote `null` for the branches of this repository
  public List<EarlierBranch> earlier(
      List<ChangeSet> present, Set<String> kept, @Nullable Remote remote)
      throws IOException, InterruptedException {
    return new EarlierBranches(repository, scope, remote).besides(present, kept);
  }

  /// Takes a branch off the remote, where its newest commit is still the one that was seen.
  ///
  /// @throws ChangeException where it has moved on, or may not be taken away
  public void delete(EarlierBranch branch, Remote remote) throws IOException, InterruptedException {
    String ref = HEADS + branch.name();
    git.answer(
        "delete " + branch.name(),
        "push",
        "--porcelain",
        "--no-follow-tags",
        "--recurse-submodules=no",
        "--force-with-lease=" + ref + ":" + branch.commit(),
        "--",
        remote.name(),
        ":" + ref);
  }

  private static BranchOutcome outcome(String branch, String commit, @Nullable String previous) {
    return previous == null
        ? new BranchOutcome.Created(branch, commit)
        : new BranchOutcome.Updated(branch, commit, previous);
  }

  /// What there is to say where a branch is not written; `null` where it is to be.
  private @Nullable BranchOutcome settled(
      ChangeSet change, Base base, Draft draft, String branch, String tip)
      throws IOException, InterruptedException {
    CommitObject commit = CommitObject.read(git, tip);
    if (carries(draft, base, tip, commit)) {
      return new BranchOutcome.Unchanged(branch, tip);
    }
    if (commit.isOurs(change.key())) {
      return null;
    }
    return new BranchOutcome.Held(
        branch,
        tip,
        "others have committed on "
            + branch
            + ", so it is left as it is; merge it, or delete it, and run again");
  }

  /// Whether the branch changes just these files to just that content, from what the base still
  /// has: then it is what would be made now, wherever the base has moved otherwise.
  private boolean carries(Draft draft, Base base, String tip, CommitObject commit)
      throws IOException, InterruptedException {
    Set<String> paths = draft.after().keySet();
    if (!trees.entries(tip, paths).equals(draft.after())) {
      return false;
    }
    GitProgram.Result common = git.attempt("merge-base", base.commit(), tip);
    String from = GitCommand.withoutLineEnd(common.output());
    if (!common.isSuccess() || !GitCommand.isId(from)) {
      // a shallow clone does not know
      if (commit.parents().isEmpty()) {
        return false;
      }
      from = commit.parents().getFirst();
    }
    Set<String> changed = new HashSet<>();
    for (String path :
        git.answer(
                "compare two commits",
                "diff-tree",
                "-r",
                "-z",
                "--no-renames",
                "--name-only",
                from,
                tip)
            .split("\0", -1)) {
      if (!path.isEmpty()) {
        changed.add(path);
      }
    }
    return changed.equals(paths) && trees.entries(from, paths).equals(draft.before());
  }

  private String write(ChangeSet change, Base base, Draft draft)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("commit-tree", draft.tree(), "-p", base.commit(), "-F", "-"));
    // unlike git commit, commit-tree does not look at the configuration by itself
    GitProgram.Result sign = git.attempt("config", "--type=bool", "--get", "commit.gpgSign");
    if (sign.isSuccess() && GitCommand.withoutLineEnd(sign.output()).equals("true")) {
      arguments.add("-S");
    }
    byte[] message = message(change, draft).getBytes(StandardCharsets.UTF_8);
    return git.id("commit", Map.of(), message, arguments);
  }

  private String message(ChangeSet change, Draft draft) throws IOException, InterruptedException {
    StringBuilder message = new StringBuilder(change.title().strip()).append("\n\n");
    String body = Mentions.without(change.body().replace("\0", "").replace("\r\n", "\n")).strip();
    if (!body.isEmpty()) {
      message.append(body).append("\n\n");
    }
    if (signOff) {
      message.append("Signed-off-by: ").append(committer()).append('\n');
    }
    if (scope != null) {
      message.append(CommitObject.scope(scope));
    }
    message.append(CommitObject.actions(change));
    return message.append(CommitObject.trailer(change.key(), draft.tree())).append('\n').toString();
  }

  private String committer() throws IOException, InterruptedException {
    String identity = git.answer("sign off", "var", "GIT_COMMITTER_IDENT");
    int end = identity.lastIndexOf('>');
    if (end < 0) {
      throw new ChangeException(
          Kind.REFUSED,
          "cannot sign off: git does not know who commits; set user.name and user.email");
    }
    return identity.substring(0, end + 1);
  }
}
