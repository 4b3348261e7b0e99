package dev.drydock.pipeline;

import dev.drydock.change.git.GitProgram;
import dev.drydock.change.host.RemoteAddress;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds out what a [Repository] tells.
public final class RepositoryReader {
  private static final int MAX_NAME = 100;

  private final GitProgram git;
  private final Limits limits;

  public RepositoryReader(GitProgram git, Limits limits) {
    this.git = git;
    this.limits = limits;
  }

  /// @param directory anywhere in the work tree
  /// @param dockerfile from `directory`; `null` where it is to be found
  /// @param target the stage to build; `null` for what the repository says, else the last one
  public Repository read(Path directory, @Nullable Path dockerfile, @Nullable String target)
      throws IOException, InterruptedException, PipelineException {
    GitFacts facts = new GitFacts(git, directory);
    Path root = facts.root();
    List<RemoteAddress> remotes = facts.remotes();
    List<String> notes = new ArrayList<>();
    Recipe recipe = new RecipeSearch(root, limits, notes).find(dockerfile, target);
    return new Repository(
        root,
        name(root, remotes),
        facts.defaultBranch(),
        remotes.stream().map(RemoteAddress::host).distinct().toList(),
        hooks(root, facts.hooks()),
        recipe,
        notes);
  }

  /// What a registry would take for the last part of an image's name.
  private static String name(Path root, List<RemoteAddress> remotes) {
    String path =
        remotes.isEmpty() ? String.valueOf(root.getFileName()) : remotes.getFirst().path();
    StringBuilder name = new StringBuilder();
    for (char c :
        path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).toCharArray()) {
      if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
        name.append(c);
      } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '-') {
        name.append('-');
      }
      if (name.length() == MAX_NAME) {
        break;
      }
    }
    int end = name.length();
    String plain = name.substring(0, end > 0 && name.charAt(end - 1) == '-' ? end - 1 : end);
    return plain.isEmpty() ? "image" : plain;
  }

  /// Only within the work tree: a directory of hooks elsewhere belongs to other repositories too.
  private static @Nullable String hooks(Path root, @Nullable String set) {
    if (set == null || set.isBlank() || set.startsWith("~")) {
      return null;
    }
    Path hooks = root.resolve(set).normalize();
    return hooks.startsWith(root) && !hooks.startsWith(root.resolve(".git")) && !hooks.equals(root)
        ? root.relativize(hooks).toString().replace('\\', '/')
        : null;
  }
}
