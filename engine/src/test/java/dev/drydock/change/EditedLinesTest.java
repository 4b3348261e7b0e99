package dev.drydock.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether Git can merge two changes; the real one judges.
class EditedLinesTest {
  private static final String TEN = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";

  @TempDir private Path directory;

  private static EditedLines edited(String before, String after) {
    return EditedLines.of(List.of(FileChange.edited("file", before, after)));
  }

  private static boolean touch(String before, String one, String other) {
    boolean touch = edited(before, one).touches(edited(before, other));
    assertThat(edited(before, other).touches(edited(before, one))).isEqualTo(touch);
    return touch;
  }

  @Test
  void threeLinesBetweenTwoEditsKeepThemApart() {
    String second = TEN.replace("2\n", "two\n");

    assertThat(touch(TEN, second, TEN.replace("5\n", "five\n"))).isTrue();
    assertThat(touch(TEN, second, TEN.replace("6\n", "six\n"))).isFalse();
    assertThat(touch(TEN, second, second)).isTrue();
  }

  @Test
  void whatIsAddedOrTakenAwayHasAPlaceToo() {
    String added = TEN.replace("2\n", "2\nand\n");

    assertThat(touch(TEN, added, TEN.replace("2\n", "2\nor\n"))).isTrue();
    assertThat(touch(TEN, added, TEN.replace("5\n", ""))).isTrue();
    assertThat(touch(TEN, added, TEN.replace("6\n", ""))).isFalse();
    assertThat(touch(TEN, added, TEN + "11\n")).isFalse();
  }

  @Test
  void oneOfSeveralEditsIsEnough() {
    String ends = TEN.replace("1\n2", "one\n2").replace("10\n", "ten\n");

    assertThat(touch(TEN, ends, TEN.replace("5\n", "five\n").replace("6\n", "six\n"))).isFalse();
    assertThat(touch(TEN, ends, TEN.replace("5\n", "five\n").replace("7\n", "seven\n"))).isTrue();
  }

  @Test
  void otherFilesDoNotMatter() {
    EditedLines one = EditedLines.of(List.of(FileChange.edited("a", TEN, "")));
    EditedLines other = EditedLines.of(List.of(FileChange.edited("b", TEN, "")));

    assertThat(one.touches(other)).isFalse();
    assertThat(one.touches(EditedLines.of(List.of()))).isFalse();
  }

  @Test
  void whatIsMadeTwiceOrBeginsAsTwoCannotBeMerged() {
    EditedLines made = EditedLines.of(List.of(FileChange.made("file", "a\n")));

    assertThat(made.touches(made)).isTrue();
    assertThat(edited(TEN, TEN + "11\n").touches(made)).isTrue();
    assertThat(made.touches(edited(TEN, TEN + "11\n"))).isTrue();
    assertThat(edited(TEN, TEN + "x\n").touches(edited("0\n" + TEN, "1\n" + TEN))).isTrue();
  }

  @Test
  void gitMergesWhatDoesNotTouch() throws Exception {
    Random random = new Random(7);
    int apart = 0;
    int conflicts = 0;
    for (int i = 0; i < 150; i++) {
      List<String> lines = new ArrayList<>();
      for (int k = 0; k < 30; k++) {
        // few different lines, so that there are several ways to tell what was edited
        lines.add("line " + random.nextInt(8) + "\n");
      }
      String before = String.join("", lines);
      String one = edit(lines, random);
      String other = edit(lines, random);
      if (one.equals(before) || other.equals(before)) {
        continue;
      }
      boolean merged = merges(before, one, other);
      if (!touch(before, one, other)) {
        assertThat(merged).as("%s\n%s\n%s", before, one, other).isTrue();
        apart++;
      }
      conflicts += merged ? 0 : 1;
    }
    assertThat(apart).isGreaterThan(30);
    assertThat(conflicts).isGreaterThan(5);
  }

  private static String edit(List<String> lines, Random random) {
    List<String> edited = new ArrayList<>(lines);
    int at = random.nextInt(edited.size());
    switch (random.nextInt(3)) {
      case 0 -> edited.set(at, "edited " + random.nextInt(100) + "\n");
      case 1 -> edited.add(at, "line " + random.nextInt(8) + "\n");
      default -> edited.remove(at);
    }
    return String.join("", edited);
  }

  private boolean merges(String before, String one, String other)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Tools.require("git", "git").toString(),
                "merge-file",
                "-p",
                Files.writeString(directory.resolve("one"), one).toString(),
                Files.writeString(directory.resolve("before"), before).toString(),
                Files.writeString(directory.resolve("other"), other).toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("merged").toFile())
            .start();
    return process.waitFor() == 0;
  }
}
