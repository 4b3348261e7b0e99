package dev.drydock.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The text itself, and what `git apply` and `patch` make of it.
class UnifiedDiffTest {
  @TempDir Path scratch;
  private int directories;

  @Test
  void oneChangedLineHasThreeLinesAroundIt() {
    FileChange change =
        FileChange.edited("a.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n");
    assertThat(UnifiedDiff.text(List.of(change)))
        .isEqualTo(
            """
            diff --git a/a.txt b/a.txt
            --- a/a.txt
            +++ b/a.txt
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +five
             6
             7
             8
            """);
  }

  @Test
  void changesWithSixLinesBetweenShareAHunkWithSevenTheyDoNot() {
    String before = lines(IntStream.rangeClosed(1, 20));
    String six = before.replace("\n5\n", "\nfive\n").replace("\n12\n", "\ntwelve\n");
    String seven = before.replace("\n5\n", "\nfive\n").replace("\n13\n", "\nthirteen\n");
    assertThat(headers(FileChange.edited("a", before, six))).containsExactly("@@ -2,14 +2,14 @@");
    assertThat(headers(FileChange.edited("a", before, seven)))
        .containsExactly("@@ -2,7 +2,7 @@", "@@ -10,7 +10,7 @@");
  }

  @Test
  void newFileComesFromNothing() {
    assertThat(UnifiedDiff.text(List.of(FileChange.made("d/new", "one\ntwo"))))
        .isEqualTo(
            """
            diff --git a/d/new b/d/new
            new file mode 100644
            --- /dev/null
            +++ b/d/new
            @@ -0,0 +1,2 @@
            +one
            +two
            \\ No newline at end of file
            """);
  }

  @Test
  void fewestLinesAreChanged() {
    FileChange change = FileChange.edited("a", "a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n");
    // the example of Myers' paper: five edits
    assertThat(UnifiedDiff.changedLines(change)).hasSize(5);
  }

  @Test
  void textsThatDifferTooMuchAreStillADifference() throws Exception {
    String before = lines(IntStream.range(0, 6000));
    String after = lines(IntStream.range(0, 6000).map(i -> i % 3 == 0 ? i : -i - 1));
    assertAccepted(List.of(FileChange.edited("a", before, after)));
  }

  @Test
  void toolsAcceptEdgesOfFiles() throws Exception {
    for (String[] texts :
        new String[][] {
          {"", "a\n"},
          {"a\n", ""},
          {"", "a"},
          {"a", "a\n"},
          {"a\n", "a"},
          {"a", "b"},
          {"a\nb", "b"},
          {"a\r\nb\r\n", "a\r\nc\r\n"},
          {"a\rb\n", "a\rc\n"},
          {"\n\n\n", "\n\n"},
          {"-- a\n", "++ b\n"},
          {"a\n\f\n", "a\n\n"}
        }) {
      assertAccepted(List.of(FileChange.edited("file", texts[0], texts[1])));
    }
  }

  @Test
  void toolsAcceptNewFilesAndOddNames() throws Exception {
    assertAccepted(
        List.of(
            FileChange.made("deep/er/new.txt", "x\n"),
            FileChange.made("empty", ""),
            FileChange.made("without end", "x"),
            FileChange.edited("with space/a b", "1\n", "2\n"),
            FileChange.edited("ä/日本", "1\n", "2\n"),
            FileChange.edited("quo\"te", "1\n", "2\n"),
            FileChange.edited("tab\tname", "1\n", "2\n"),
            FileChange.edited("-dash", "1\n", "2\n")));
  }

  @Test
  void bytesOfOtherEncodingsStay() throws Exception {
    byte[] latin = "gr\u00fc\u00dfe\n1\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[] latinAfter = "gr\u00fc\u00dfe\n2\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[] wide = "<a>\r\n1\r\n".getBytes(StandardCharsets.UTF_16LE);
    byte[] wideAfter = "<a>\r\n2\r\n".getBytes(StandardCharsets.UTF_16LE);
    assertAccepted(
        List.of(
            new FileChange("latin", latin, latinAfter), new FileChange("wide", wide, wideAfter)));
  }

  @Test
  void toolsAcceptAnyEdit() throws Exception {
    SplittableRandom random = new SplittableRandom(4);
    List<FileChange> changes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String before = text(random, random.nextInt(40));
      String after = edited(random, before);
      if (!before.equals(after)) {
        changes.add(FileChange.edited("f" + i, before, after));
      }
    }
    assertThat(changes).hasSizeGreaterThan(150);
    assertAccepted(changes);
  }

  private static String text(SplittableRandom random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("abcdef".charAt(random.nextInt(6))).append('\n');
    }
    return random.nextInt(4) == 0 && count > 0
        ? text.substring(0, text.length() - 1)
        : text.toString();
  }

  private static String edited(SplittableRandom random, String before) {
    List<String> lines = new ArrayList<>(before.lines().toList());
    for (int i = random.nextInt(5); i >= 0; i--) {
      int at = random.nextInt(lines.size() + 1);
      if (at < lines.size() && random.nextBoolean()) {
        lines.remove(at);
      } else {
        lines.add(at, "abcdefgh".substring(0, random.nextInt(8)));
      }
    }
    String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    return random.nextInt(4) == 0 && !text.isEmpty() ? text.substring(0, text.length() - 1) : text;
  }

  private static String lines(IntStream numbers) {
    return numbers.mapToObj(i -> i + "\n").collect(Collectors.joining());
  }

  private static List<String> headers(FileChange change) {
    return UnifiedDiff.text(List.of(change)).lines().filter(line -> line.startsWith("@@")).toList();
  }

  /// Both tools make of the old files the new ones, and nothing else.
  private void assertAccepted(List<FileChange> changes) throws Exception {
    Path git = Tools.require("git", "git");
    Path patch = Tools.require("patch", "patch");
    Path diff = Files.write(scratch.resolve("diff" + directories), UnifiedDiff.of(changes));
    // git ignores what lies outside of a repository that it finds above
    assertMakes(changes, diff, git.toString(), "apply", "--whitespace=nowarn", diff.toString());
    assertMakes(
        changes,
        diff,
        patch.toString(),
        "-p1",
        "--fuzz=0",
        "--binary",
        "-s",
        "-i",
        diff.toString());
  }

  private void assertMakes(List<FileChange> changes, Path diff, String... command)
      throws IOException, InterruptedException {
    Path directory = Files.createDirectory(scratch.resolve("tree" + directories++));
    for (FileChange change : changes) {
      Path file = directory.resolve(change.path());
      if (change.before() != null) {
        Files.createDirectories(file.getParent());
        Files.write(file, change.before());
      }
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("GIT_CEILING_DIRECTORIES", scratch.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", said, Files.size(diff)).isZero();
    List<String> paths = new ArrayList<>();
    for (FileChange change : changes) {
      Path file = directory.resolve(change.path());
      // patch takes a file that has become empty away
      if (change.after().length > 0 || Files.exists(file)) {
        assertThat(file).as(change.path()).hasBinaryContent(change.after());
        paths.add(change.path());
      }
    }
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(
              files.filter(Files::isRegularFile).map(file -> directory.relativize(file).toString()))
          .containsExactlyInAnyOrderElementsOf(paths);
    }
  }
}
