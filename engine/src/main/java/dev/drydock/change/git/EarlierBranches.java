package dev.drydock.change.git;

import dev.drydock.change.ChangeSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the branches that earlier runs made and this one does not, by what their commits say.
final class EarlierBranches {
  private static final String HEADS = "refs/heads/" + ChangeBranches.PREFIX;

  /// More open branches than anybody looks after.
  private static final int MOST = 200;

  /// Commits of other people on top of ours.
  private static final int DEEPEST = 50;

  private final GitRepository repository;
  private final @Nullable String scope;
  private final @Nullable Remote remote;

  /// @param scope that this run is for; `null` where it is for nothing in particular
  /// @param remote `null` for the branches of this repository
  EarlierBranches(GitRepository repository, @Nullable String scope, @Nullable Remote remote) {
    this.repository = repository;
    this.scope = scope;
    this.remote = remote;
  }

  /// @param present all change sets of this run
  /// @param kept keys of further actions that may still be needed
  List<EarlierBranch> besides(List<ChangeSet> present, Set<String> kept)
      throws IOException, InterruptedException {
    Map<String, ChangeSet> holders = new LinkedHashMap<>();
    for (ChangeSet change : present) {
      change.actions().forEach(action -> holders.put(action, change));
    }
    Map<String, String> others = branches();
    present.forEach(change -> others.remove(HEADS + change.key()));
    if (remote != null) {
      repository.fetch(remote, others);
    }
    List<EarlierBranch> earlier = new ArrayList<>();
    for (Map.Entry<String, String> one : others.entrySet()) {
      String key = one.getKey().substring(HEADS.length());
      CommitObject made = madeFor(key, one.getValue());
      if (made == null) {
        continue;
      }
      boolean sameScope = scope != null && scope.equals(made.scope());
      boolean untouched = CommitObject.read(repository.git(), one.getValue()).isOurs(key);
      Set<String> actions = made.actions(key);
      ChangeSet by =
          actions.stream().map(holders::get).filter(it -> it != null).findFirst().orElse(null);
      boolean moved = by != null && (untouched || sameScope);
      boolean gone = by == null && sameScope && Collections.disjoint(actions, kept);
      if (moved || gone) {
        earlier.add(
            new EarlierBranch(
                ChangeBranches.PREFIX + key, key, one.getValue(), sameScope, untouched, by));
      }
    }
    return earlier;
  }

  /// The newest commit of a branch that Drydock made, however it was changed after that; `null`
  /// where there is none, or too much on top of it.
  private @Nullable CommitObject madeFor(String key, String tip)
      throws IOException, InterruptedException {
    String at = tip;
    for (int depth = 0; depth < DEEPEST; depth++) {
      CommitObject commit = CommitObject.read(repository.git(), at);
      if (commit.isMadeFor(key)) {
        return commit;
      }
      // a shallow clone does not have every parent
      if (commit.parents().isEmpty() || !repository.has(commit.parents().getFirst())) {
        return null;
      }
      at = commit.parents().getFirst();
    }
    return null;
  }

  /// The commit of each branch that may be Drydock's, by its full name.
  private Map<String, String> branches() throws IOException, InterruptedException {
    String doing = "list the branches " + ChangeBranches.PREFIX + "*";
    GitCommand git = repository.git();
    String answer =
        remote == null
            ? git.answer(doing, "for-each-ref", "--format=%(objectname)\t%(refname)", "--", HEADS)
            : git.answer(doing, "ls-remote", "--refs", "--", remote.name(), HEADS + "*");
    Map<String, String> branches = new LinkedHashMap<>();
    for (String line : answer.lines().toList()) {
      int tab = line.indexOf('\t');
      if (tab > 0
          && branches.size() < MOST
          && line.startsWith(HEADS, tab + 1)
          && GitCommand.isId(line.substring(0, tab))) {
        branches.put(line.substring(tab + 1), line.substring(0, tab));
      }
    }
    return branches;
  }
}
