package dev.drydock.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.document.YamlNode.Entry;
import dev.drydock.document.YamlNode.Mapping;
import dev.drydock.document.YamlNode.Mark;
import dev.drydock.document.YamlNode.Scalar;
import dev.drydock.document.YamlNode.Sequence;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlNodesTest {
  private static YamlNode read(String text) throws IOException {
    return new YamlReader(Limits.defaults())
        .readPlaced(text.getBytes(StandardCharsets.UTF_8), "a.yaml");
  }

  @Test
  void everyNodeKnowsWhereItStands() throws IOException {
    assertThat(read("a: 1\nb:\n  - 'x'\n  - [y]   # why\n# end\nc: {d: }\na: 2\n"))
        .isEqualTo(
            new Mapping(
                new Mark(1, 1, 0),
                new Mark(7, 5, 51),
                List.of(
                    new Entry("a", new Mark(1, 1, 0), scalar(1, 4, 3, "1", true)),
                    new Entry(
                        "b",
                        new Mark(2, 1, 5),
                        new Sequence(
                            new Mark(3, 3, 10),
                            new Mark(4, 8, 23),
                            List.of(
                                new Scalar(new Mark(3, 5, 12), new Mark(3, 8, 15), "x", false),
                                new Sequence(
                                    new Mark(4, 5, 20),
                                    new Mark(4, 8, 23),
                                    List.of(scalar(4, 6, 21, "y", true)))))),
                    new Entry(
                        "c",
                        new Mark(6, 1, 38),
                        new Mapping(
                            new Mark(6, 4, 41),
                            new Mark(6, 9, 46),
                            List.of(
                                new Entry(
                                    "d",
                                    new Mark(6, 5, 42),
                                    new Scalar(new Mark(6, 7, 44), new Mark(6, 7, 44), "", true))),
                            true)),
                    new Entry("a", new Mark(7, 1, 47), scalar(7, 4, 50, "2", true))),
                false));
  }

  private static Scalar scalar(int line, int column, int offset, String value, boolean plain) {
    return new Scalar(
        new Mark(line, column, offset),
        new Mark(line, column + value.length(), offset + value.length()),
        value,
        plain);
  }

  @Test
  void anAliasIsWhatItStandsFor() throws IOException {
    Mapping mapping = (Mapping) read("a: &x [1]\nb: *x\n? [c]\n: d\n");

    assertThat(mapping.entries()).extracting(Entry::key).containsExactly("a", "b", "");
    assertThat(mapping.entries().get(1).value()).isEqualTo(mapping.entries().get(0).value());
  }

  @Test
  void offsetsCountCodePoints() throws IOException {
    Mapping mapping = (Mapping) read("\ud83d\udea2: x\n");

    assertThat(mapping.entries().getFirst().value().start()).isEqualTo(new Mark(1, 4, 3));
  }

  @Test
  void anEmptyDocumentIsAnEmptyScalar() throws IOException {
    assertThat(read("")).isEqualTo(new Scalar(new Mark(1, 1, 0), new Mark(1, 1, 0), "", true));
    assertThat(read("# nothing\n")).isInstanceOf(Scalar.class);
  }

  @Test
  void whatIsNoYamlSaysWhere() {
    assertThatThrownBy(() -> read("a: [1\nb: 2\n"))
        .isInstanceOfSatisfying(
            InvalidYamlException.class,
            e -> {
              assertThat(e.line()).isEqualTo(2);
              assertThat(e.column()).isEqualTo(2);
              assertThat(e.problem()).isNotBlank();
              assertThat(e).hasMessageStartingWith("a.yaml is not valid YAML: ");
            });
    assertThatThrownBy(() -> read("a: *b\n"))
        .hasMessage("a.yaml is not valid YAML: nothing has the anchor b in line 1");
    assertThatThrownBy(() -> read("a\n--- \nb\n"))
        .hasMessage(
            "a.yaml is not valid YAML: a second document begins, and only one is read in line 2");
    assertThatThrownBy(() -> read("a: &a [*a]\n")).isInstanceOf(InvalidYamlException.class);
    assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("- ".repeat(100_000))).isInstanceOf(IOException.class);
  }
}
