package dev.drydock.change.git;

import dev.drydock.change.ChangeSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the branches whose actions have moved to other change sets, by what their commits say.
final class SupersededBranches {
  private static final String HEADS = "refs/heads/" + ChangeBranches.PREFIX;

  /// More open branches than anybody looks after.
  private static final int MOST = 200;

  private SupersededBranches() {}

  static List<Superseded> of(
      GitRepository repository, List<ChangeSet> present, @Nullable Remote remote)
      throws IOException, InterruptedException {
    Map<String, ChangeSet> holders = new LinkedHashMap<>();
    for (ChangeSet change : present) {
      change.actions().forEach(action -> holders.put(action, change));
    }
    Map<String, String> others = new LinkedHashMap<>();
    branches(repository, remote)
        .forEach(
            (ref, commit) -> {
              String key = ref.substring(HEADS.length());
              if (present.stream().noneMatch(change -> change.key().equals(key))) {
                others.put(ref, commit);
              }
            });
    if (remote != null) {
      repository.fetch(remote, others);
    }
    List<Superseded> superseded = new ArrayList<>();
    for (Map.Entry<String, String> one : others.entrySet()) {
      String key = one.getKey().substring(HEADS.length());
      CommitObject commit = CommitObject.read(repository.git(), one.getValue());
      Set<String> actions = commit.isOurs(key) ? commit.actions(key) : Set.of();
      for (String action : actions) {
        ChangeSet holder = holders.get(action);
        if (holder != null) {
          superseded.add(new Superseded(ChangeBranches.PREFIX + key, key, holder));
          break;
        }
      }
    }
    return superseded;
  }

  /// The commit of each branch that may be Drydock's, by its full name.
  private static Map<String, String> branches(GitRepository repository, @Nullable Remote remote)
      throws IOException, InterruptedException {
    String doing = "list the branches " + ChangeBranches.PREFIX + "*";
    String answer =
        remote == null
            ? repository
                .git()
                .answer(doing, "for-each-ref", "--format=%(objectname)\t%(refname)", "--", HEADS)
            : repository
                .git()
                .answer(doing, "ls-remote", "--refs", "--", remote.name(), HEADS + "*");
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
