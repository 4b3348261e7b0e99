package dev.drydock.change.git;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeException.Kind;
import dev.drydock.change.ChangeSet;
import dev.drydock.change.FileChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the tree of a change set into a repository by an index of its own: neither the work tree
/// nor what the user has staged is touched.
final class TreeWriter {
  private static final String WRITING = "write the changed files into the repository";

  private final GitRepository repository;
  private final GitCommand git;

  TreeWriter(GitRepository repository) {
    this.repository = repository;
    this.git = repository.git();
  }

  /// @throws ChangeException where the base has other files than those that the change was made
  ///   from
  Draft write(ChangeSet change, Base base) throws IOException, InterruptedException {
    List<String> paths = change.files().stream().map(FileChange::path).toList();
    Map<String, Draft.Entry> before = entries(base.commit(), paths);
    Map<String, Draft.Entry> after = new LinkedHashMap<>();
    for (FileChange file : change.files()) {
      after.put(file.path(), entry(file, before.get(file.path()), base));
    }
    if (after.equals(before)) {
      throw new ChangeException(
          Kind.STALE,
          "Git sees no change: "
              + base.branch()
              + " has these files already, save for what Git does not keep (line ends)");
    }
    return new Draft(tree(base, after), before, after);
  }

  /// What a commit has at each of the paths; nothing where it has nothing.
  Map<String, Draft.Entry> entries(String commit, Collection<String> paths)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("ls-tree", "-z", "--full-tree", "--", commit));
    arguments.addAll(paths);
    Map<String, Draft.Entry> entries = new HashMap<>();
    for (String entry :
        git.answer("read the files of a commit", Map.of(), new byte[0], arguments)
            .split("\0", -1)) {
      int tab = entry.indexOf('\t');
      String[] head = entry.substring(0, Math.max(tab, 0)).split(" ", -1);
      if (head.length == 3) {
        entries.put(entry.substring(tab + 1), new Draft.Entry(head[0], head[2]));
      }
    }
    return entries;
  }

  private Draft.Entry entry(FileChange file, Draft.@Nullable Entry present, Base base)
      throws IOException, InterruptedException {
    String path = file.path();
    byte[] before = file.before();
    if (before == null) {
      if (present != null) {
        throw new ChangeException(
            Kind.STALE, path + " is on " + base.branch() + " already, so it is not made");
      }
      return new Draft.Entry("100644", hash(path, file.after(), true, true));
    }
    if (present == null) {
      throw new ChangeException(
          Kind.STALE,
          path + " is not on " + base.branch() + "; commit it there first, or choose another base");
    }
    if (!present.mode().startsWith("100")) {
      throw new ChangeException(
          Kind.FORBIDDEN, path + " is a link in Git, and no file; change what it shows");
    }
    // where the repository keeps the very bytes, no filter (line ends, LFS) lies between
    boolean filtered = !hash(path, before, false, false).equals(present.blob());
    if (filtered && !hash(path, before, true, false).equals(present.blob())) {
      throw new ChangeException(
          Kind.STALE,
          path
              + " here is not what "
              + base.branch()
              + " has; check that branch out, or choose another base");
    }
    return new Draft.Entry(present.mode(), hash(path, file.after(), filtered, true));
  }

  private String hash(String path, byte[] content, boolean filtered, boolean write)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("hash-object", "--stdin"));
    arguments.add(filtered ? "--path=" + path : "--no-filters");
    if (write) {
      arguments.add("-w");
    }
    return git.id(WRITING, Map.of(), content, arguments);
  }

  private String tree(Base base, Map<String, Draft.Entry> entries)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(repository.gitDirectory(), "drydock-");
    try {
      Map<String, String> own =
          Map.of("GIT_INDEX_FILE", directory.resolve("index").toAbsolutePath().toString());
      byte[] nothing = {};
      git.answer(WRITING, own, nothing, List.of("read-tree", base.commit()));
      StringBuilder lines = new StringBuilder();
      entries.forEach(
          (path, entry) ->
              lines
                  .append(entry.mode())
                  .append(' ')
                  .append(entry.blob())
                  .append('\t')
                  .append(path)
                  .append('\0'));
      git.answer(
          WRITING,
          own,
          lines.toString().getBytes(StandardCharsets.UTF_8),
          List.of("update-index", "-z", "--index-info"));
      return git.id(WRITING, own, nothing, List.of("write-tree"));
    } finally {
      Files.deleteIfExists(directory.resolve("index"));
      Files.deleteIfExists(directory.resolve("index.lock"));
      Files.deleteIfExists(directory);
    }
  }
}
