package dev.drydock.catalog.maven;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The coordinates of an archive by the folders that a repository keeps it in: Maven's layout,
/// `org/jetbrains/annotations/17.0.0/annotations-17.0.0.jar`, which Coursier and Karaf have too, or
/// Gradle's cache, `files-2.1/org.jetbrains/annotations/17.0.0/8ceead41…/annotations-17.0.0.jar`.
///
/// What stands there was chosen by the tool that fetched the archive, so it is no guess.
record RepositoryPath(String group, String artifact, String version) {
  static final String SOURCE = "repository layout";

  private static final String GRADLE = "files-2.1";

  /// Folders that groups begin in.
  private static final Set<String> REPOSITORIES = Set.of("repository", "maven2");

  /// Maven's own folder, in which the repository lies.
  private static final String MAVEN = ".m2";

  /// First parts of groups that hardly any other folder is called, for repositories in a folder of
  /// any name. Not `dev`, which people are called.
  private static final Set<String> DOMAINS =
      Set.of("com", "org", "net", "io", "edu", "jakarta", "javax");

  private static final String SNAPSHOT = "-SNAPSHOT";

  /// `null` where the folders are not those of a repository.
  static @Nullable RepositoryPath of(String path) {
    List<String> parts = List.of(path.split("/", -1));
    int file = parts.size() - 1;
    RepositoryPath gradle = gradle(parts, file);
    if (gradle != null || file < 3) {
      return gradle;
    }
    String version = parts.get(file - 1);
    String artifact = parts.get(file - 2);
    int begin = named(parts.get(file), artifact, version) ? begin(parts, file - 2) : -1;
    if (begin < 0) {
      return null;
    }
    List<String> group = parts.subList(begin, file - 2);
    return group.stream().anyMatch(part -> part.isEmpty() || part.startsWith("."))
        ? null
        : new RepositoryPath(String.join(".", group), artifact, version);
  }

  private static @Nullable RepositoryPath gradle(List<String> parts, int file) {
    return file >= 5
            && parts.get(file - 5).equals(GRADLE)
            && named(parts.get(file), parts.get(file - 3), parts.get(file - 2))
        ? new RepositoryPath(parts.get(file - 4), parts.get(file - 3), parts.get(file - 2))
        : null;
  }

  /// Where the group begins: behind the folder of a repository that is no part of a group itself,
  /// `org.apache.repository`, else at a part that only groups have; negative where it begins
  /// nowhere.
  private static int begin(List<String> parts, int artifact) {
    int domain = 0;
    while (domain < artifact && !DOMAINS.contains(parts.get(domain))) {
      domain++;
    }
    for (int i = artifact - 2; i >= 0; i--) {
      boolean own = i > 0 && parts.get(i - 1).equals(MAVEN);
      if (REPOSITORIES.contains(parts.get(i)) && (own || domain > i)) {
        return i + 1;
      }
    }
    return domain < artifact ? domain : -1;
  }

  /// Whether a file of that name is of this artifact, with a classifier or without. Snapshots may
  /// have a time in the place of their word.
  private static boolean named(String file, String artifact, String version) {
    String beginning =
        artifact
            + "-"
            + (version.endsWith(SNAPSHOT)
                ? version.substring(0, version.length() - SNAPSHOT.length())
                : version);
    int end = beginning.length();
    return !version.isEmpty()
        && file.startsWith(beginning)
        && (file.startsWith("-", end) || file.lastIndexOf('.') == end);
  }
}
