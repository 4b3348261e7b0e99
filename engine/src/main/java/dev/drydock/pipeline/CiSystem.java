package dev.drydock.pipeline;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A CI system, or another thing that runs a pipeline: where its file lies, and what it looks like.
///
/// @param name as the user says it
/// @param title as its makers write it
/// @param path of its file in a repository; `null` where it has none but the script
/// @param template the resource that the file is made from
/// @param beside where the file goes when there is one at `path`, for systems whose file can include
///   another one
/// @param line what to add to a file that is there already
/// @param after what is left to do when the file is written; `null` where nothing is
/// @param signs files and directories of a repository that uses it
/// @param hosts what the name of a Git host has in it where this is the system of that host
public record CiSystem(
    String name,
    String title,
    @Nullable String path,
    @Nullable String template,
    @Nullable String beside,
    String line,
    @Nullable String after,
    List<String> signs,
    List<String> hosts) {
  /// Where the script of all of them lies.
  public static final String SCRIPT = "ci/drydock.sh";

  static final String HOOK = "pre-push";

  public CiSystem {
    signs = List.copyOf(signs);
    hosts = List.copyOf(hosts);
  }

  /// All that are known, in the order in which they are told.
  public static List<CiSystem> builtIn() {
    return List.of(
        new CiSystem(
            "git-hooks",
            "Git hooks",
            ".githooks/" + HOOK,
            HOOK,
            null,
            SCRIPT + " pre-push \"$@\"",
            "git config core.hooksPath .githooks",
            List.of(),
            List.of()),
        new CiSystem(
            "shell",
            "a shell script",
            null,
            null,
            null,
            SCRIPT + " all",
            SCRIPT + " all",
            List.of(),
            List.of()));
  }

  /// The one that is called so.
  public static Optional<CiSystem> named(String name) {
    return builtIn().stream().filter(system -> system.name.equals(name)).findFirst();
  }
}
