package dev.drydock.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.text.TextEdit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OriginalLinesTest {
  private static final String TEXT = "one\ntwo\nthree\nfour\n";

  private static List<Integer> all(OriginalLines lines, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(lines::of).toList();
  }

  @Test
  void withoutEditsEveryLineIsItself() {
    assertThat(all(OriginalLines.of(TEXT), 5)).containsExactly(1, 2, 3, 4, 5);
    assertThat(all(OriginalLines.of(""), 1)).containsExactly(1);
  }

  @Test
  void addedLinesGoBackToWhereTheyWereAdded() {
    List<TextEdit> edits = List.of(TextEdit.insertion(4, "a\nb\n"));

    assertThat(TextEdit.apply(TEXT, edits)).isEqualTo("one\na\nb\ntwo\nthree\nfour\n");
    assertThat(all(OriginalLines.of(TEXT).after(TEXT, edits), 7))
        .containsExactly(1, 2, 2, 2, 3, 4, 5);
  }

  @Test
  void removedLinesAreLeftOut() {
    List<TextEdit> edits = List.of(new TextEdit(4, 14, ""));

    assertThat(TextEdit.apply(TEXT, edits)).isEqualTo("one\nfour\n");
    assertThat(OriginalLines.of(TEXT).after(TEXT, edits).of(3)).isEqualTo(5);
  }

  @Test
  void editsUponEditsStillGoBackToTheFirstText() {
    List<TextEdit> first = List.of(TextEdit.insertion(14, "x\n"), TextEdit.insertion(4, "a\nb\n"));
    String once = TextEdit.apply(TEXT, first);
    OriginalLines lines = OriginalLines.of(TEXT).after(TEXT, first);
    assertThat(once).isEqualTo("one\na\nb\ntwo\nthree\nx\nfour\n");

    lines = lines.after(once, List.of(TextEdit.insertion(0, "top\n")));

    assertThat(all(lines, 9)).containsExactly(1, 1, 2, 2, 2, 3, 4, 4, 5);
  }

  @Test
  void linesBeyondTheTextAreItsLastOne() {
    assertThat(OriginalLines.of(TEXT).of(99)).isEqualTo(5);
    assertThat(OriginalLines.of(TEXT).of(0)).isEqualTo(1);
  }
}
