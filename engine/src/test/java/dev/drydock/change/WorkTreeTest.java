package dev.drydock.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.change.ChangeException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkTreeTest {
  @TempDir Path scratch;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(scratch.resolve("root"));
  }

  @Test
  void writesAllAndLeavesNothingBeside() throws IOException {
    put("a", "1\r\n");
    put("d/b", "2");
    new WorkTree(root)
        .write(
            List.of(
                FileChange.edited("a", "1\r\n", "one\r\n"),
                FileChange.edited("d/b", "2", "two"),
                FileChange.made("new/er/c", "three\n")));
    assertTree("a", "one\r\n", "d/b", "two", "new/er/c", "three\n");
  }

  @Test
  void modesStay() throws IOException {
    for (String mode : List.of("rwxr-xr-x", "rw-------", "r--r--r--", "rw-rw-rw-")) {
      Path file = put("f", "old");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      new WorkTree(root).write(List.of(FileChange.edited("f", "old", "new")));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo(mode);
      Files.delete(file);
    }
  }

  @Test
  void ownerStaysWhereThisUserMayGiveFilesAway() throws IOException {
    Path file = put("f", "old");
    try {
      Files.setAttribute(file, "unix:uid", 4321);
    } catch (IOException _) {
      return; // only root may; what others may do is their own files
    }
    new WorkTree(root).write(List.of(FileChange.edited("f", "old", "new")));
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(4321);
  }

  @Test
  void fileThatChangedMeanwhileIsLeftAloneWithAllOthers() throws IOException {
    put("a", "1");
    put("b", "changed");
    assertRefused(
        Kind.STALE,
        "b was changed meanwhile and is left alone; run again",
        FileChange.edited("a", "1", "one"),
        FileChange.edited("b", "2", "two"));
    assertRefused(
        Kind.STALE,
        "b was changed meanwhile and is left alone; run again",
        FileChange.edited("b", "changed and more", "two"));
    assertRefused(
        Kind.STALE,
        "a is there already, so it is not made; run again",
        FileChange.made("n/new", "x"),
        FileChange.made("a", "one"));
    assertRefused(
        Kind.STALE,
        "missing was changed meanwhile and is left alone; run again",
        FileChange.edited("missing", "1", "2"));
    assertTree("a", "1", "b", "changed");
  }

  @Test
  void whereOneRenameFailsAllIsAsItWas() throws IOException {
    put("a", "1");
    put("b", "2");
    put("c", "3");
    Object key = Files.readAttributes(root.resolve("a"), "unix:ino").get("ino");
    List<FileChange> changes =
        List.of(
            FileChange.edited("a", "1", "one"),
            FileChange.made("n/ew", "x"),
            FileChange.edited("b", "2", "two"),
            FileChange.edited("c", "3", "three"));
    for (int failing = 1; failing <= changes.size(); failing++) {
      int number = failing;
      AtomicInteger count = new AtomicInteger();
      WorkTree tree =
          new WorkTree(
              root,
              (from, to) -> {
                if (count.incrementAndGet() == number) {
                  throw new IOException("the disk says no");
                }
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
              });
      assertThatThrownBy(() -> tree.write(changes)).hasMessage("the disk says no");
      assertTree("a", "1", "b", "2", "c", "3");
      assertThat(root.resolve("n")).doesNotExist();
    }
    // not a copy of the old file but the old file itself
    assertThat(Files.readAttributes(root.resolve("a"), "unix:ino").get("ino")).isEqualTo(key);
  }

  @Test
  void changeBetweenTheFirstAndTheSecondRenameIsSeen() throws IOException {
    put("a", "1");
    put("b", "2");
    WorkTree tree =
        new WorkTree(
            root,
            (from, to) -> {
              Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
              put("b", "someone else's");
            });
    assertThatThrownBy(
            () ->
                tree.write(
                    List.of(
                        FileChange.edited("a", "1", "one"), FileChange.edited("b", "2", "two"))))
        .isInstanceOf(ChangeException.class)
        .hasMessageStartingWith("b was changed meanwhile");
    assertTree("a", "1", "b", "someone else's");
  }

  @Test
  void linkWithinTheRootStaysALink() throws IOException {
    put("real/f", "old");
    Files.createSymbolicLink(root.resolve("link"), Path.of("real/f"));
    Files.createSymbolicLink(root.resolve("dir"), Path.of("real"));
    new WorkTree(root)
        .write(List.of(FileChange.edited("link", "old", "new"), FileChange.made("dir/g", "g")));
    assertThat(Files.readSymbolicLink(root.resolve("link"))).isEqualTo(Path.of("real/f"));
    assertThat(Files.readSymbolicLink(root.resolve("dir"))).isEqualTo(Path.of("real"));
    assertTree("real/f", "new", "real/g", "g");
  }

  @Test
  void linkOutOfTheRootIsNotFollowed() throws IOException {
    Path outside = Files.createDirectory(scratch.resolve("outside"));
    Files.writeString(outside.resolve("f"), "old");
    Files.createSymbolicLink(root.resolve("link"), outside.resolve("f"));
    Files.createSymbolicLink(root.resolve("dir"), Path.of("../outside"));
    Files.createSymbolicLink(root.resolve("nowhere"), Path.of("../outside/new"));
    put("a", "1");
    FileChange innocent = FileChange.edited("a", "1", "2");
    String behind = " lies outside of " + root.toRealPath() + " behind a link, where Drydock does";
    assertRefused(
        Kind.FORBIDDEN, "link" + behind, innocent, FileChange.edited("link", "old", "new"));
    assertRefused(
        Kind.FORBIDDEN, "dir/f" + behind, innocent, FileChange.edited("dir/f", "old", "new"));
    assertRefused(Kind.FORBIDDEN, "dir/g" + behind, innocent, FileChange.made("dir/g", "new"));
    assertRefused(
        Kind.FORBIDDEN,
        "nowhere is a link that leads nowhere",
        innocent,
        FileChange.made("nowhere", "new"));
    assertTree("a", "1");
    assertThat(outside.resolve("f")).hasContent("old");
    assertThat(outside).isDirectoryNotContaining(file -> !file.endsWith("f"));
  }

  @Test
  void gitsOwnDirectoryIsNotWrittenThroughALinkEither() throws IOException {
    put(".git/config", "old");
    Files.createSymbolicLink(root.resolve("link"), Path.of(".git"));
    assertRefused(
        Kind.FORBIDDEN,
        "link/config leads into Git's own directory",
        FileChange.edited("link/config", "old", "new"));
    assertTree(".git/config", "old");
  }

  @Test
  void twoNamesOfOneFileAreRefused() throws IOException {
    put("f", "old");
    Files.createSymbolicLink(root.resolve("link"), Path.of("f"));
    assertRefused(
        Kind.FORBIDDEN,
        "link is another name of a file that is changed too; change one of them",
        FileChange.edited("f", "old", "new"),
        FileChange.edited("link", "old", "other"));
    assertTree("f", "old");
  }

  @Test
  void directoryAndFileInTheWayAreLeft() throws IOException {
    Files.createDirectory(root.resolve("d"));
    put("f", "1");
    assertRefused(Kind.STALE, "d was changed meanwhile", FileChange.edited("d", "1", "2"));
    assertRefused(Kind.STALE, "d is there already", FileChange.made("d", "2"));
    assertThatThrownBy(() -> new WorkTree(root).write(List.of(FileChange.made("f/g", "2"))))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertTree("f", "1");
  }

  private void assertRefused(Kind kind, String message, FileChange... changes) {
    assertThatThrownBy(() -> new WorkTree(root).write(List.of(changes)))
        .isInstanceOfSatisfying(
            ChangeException.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(kind);
              assertThat(refused).hasMessageStartingWith(message);
            });
  }

  private Path put(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  /// All regular files below the root, and what is in them.
  private void assertTree(String... pathsAndContents) throws IOException {
    SortedMap<String, String> expected = new TreeMap<>();
    for (int i = 0; i < pathsAndContents.length; i += 2) {
      expected.put(pathsAndContents[i], pathsAndContents[i + 1]);
    }
    SortedMap<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          found.put(
              root.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
        }
      }
    }
    assertThat(found).isEqualTo(expected);
  }
}
