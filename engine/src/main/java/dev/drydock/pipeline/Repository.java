package dev.drydock.pipeline;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a repository tells of itself to whoever writes a pipeline for it.
///
/// @param root of its work tree
/// @param name of its image where nobody names one
/// @param defaultBranch from which images are published
/// @param hosts of its remotes, in lower case
/// @param hooks the directory of its hooks within the work tree, where one is set; `null` else
/// @param recipe what its image is built from
/// @param notes what the user should know of how that was found out
public record Repository(
    Path root,
    String name,
    String defaultBranch,
    List<String> hosts,
    @Nullable String hooks,
    Recipe recipe,
    List<String> notes) {

  public Repository {
    hosts = List.copyOf(hosts);
    notes = List.copyOf(notes);
  }
}
