package dev.drydock.change.git;

import dev.drydock.change.ChangeSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A commit as Git stores it: lines of head, an empty line, the message.
///
/// @param tree id
/// @param parents ids
/// @param message all of it
record CommitObject(String tree, List<String> parents, String message) {
  /// Ends the message of every commit that Drydock makes: key and tree. A commit whose tree is
  /// another was changed by someone after that.
  static final String TRAILER = "Drydock-Change: ";

  private static final String ACTION = "Drydock-Action: ";
  private static final String SCOPE = "Drydock-Scope: ";

  CommitObject {
    parents = List.copyOf(parents);
  }

  static CommitObject read(GitCommand git, String commit) throws IOException, InterruptedException {
    String text = git.answer("read a commit", "cat-file", "commit", commit);
    int end = text.indexOf("\n\n");
    String head = end < 0 ? text : text.substring(0, end);
    String tree = "";
    List<String> parents = new ArrayList<>();
    for (String line : head.lines().toList()) {
      if (line.startsWith("tree ")) {
        tree = line.substring("tree ".length());
      } else if (line.startsWith("parent ")) {
        parents.add(line.substring("parent ".length()));
      }
    }
    return new CommitObject(tree, parents, end < 0 ? "" : text.substring(end + 2));
  }

  static String trailer(String key, String tree) {
    return TRAILER + key + " " + tree;
  }

  /// A line of the message for each action that the commit carries out, where these are more than
  /// the one that its key names.
  static String actions(ChangeSet change) {
    StringBuilder lines = new StringBuilder();
    if (!change.actions().equals(List.of(change.key()))) {
      change.actions().forEach(one -> lines.append(ACTION).append(one).append('\n'));
    }
    return lines.toString();
  }

  /// A line of the message that says what the run was for that made the commit.
  static String scope(String scope) {
    return SCOPE + scope + '\n';
  }

  /// What the run was for that made it; `null` where it does not say.
  @Nullable String scope() {
    List<String> lines = message.stripTrailing().lines().toList();
    int i = lines.size() - 2;
    while (i >= 0 && lines.get(i).startsWith(ACTION)) {
      i--;
    }
    return i >= 0 && lines.get(i).startsWith(SCOPE) ? lines.get(i).substring(SCOPE.length()) : null;
  }

  /// The keys of the actions that a commit of Drydock carries out.
  Set<String> actions(String key) {
    Set<String> actions = new LinkedHashSet<>();
    List<String> lines = message.stripTrailing().lines().toList();
    for (int i = lines.size() - 2; i >= 0 && lines.get(i).startsWith(ACTION); i--) {
      actions.add(lines.get(i).substring(ACTION.length()));
    }
    return actions.isEmpty() ? Set.of(key) : actions;
  }

  /// Whether Drydock made it for that key, and nobody has touched it since.
  boolean isOurs(String key) {
    return parents.size() == 1 && lastLine().equals(trailer(key, tree));
  }

  /// Whether Drydock made it for that key, whatever people have made of its files since.
  boolean isMadeFor(String key) {
    return lastLine().startsWith(TRAILER + key + " ");
  }

  private String lastLine() {
    String stripped = message.stripTrailing();
    return stripped.substring(stripped.lastIndexOf('\n') + 1);
  }
}
