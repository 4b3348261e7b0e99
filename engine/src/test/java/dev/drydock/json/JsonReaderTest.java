package dev.drydock.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonReaderTest {
  private static final String DOCUMENT =
      """
      {"name": "x", "size": 12, "tags": ["a", 1, "b"], "deep": {"yes": true, "none": null},
       "big": 1e400, "half": 0.5, "name": "last"}
      """;

  private final JsonReader reader = new JsonReader(Limits.defaults());

  @Test
  void looksUpLeniently() throws Exception {
    Json json = read(DOCUMENT);
    assertThat(json.text("name")).isEqualTo("last");
    assertThat(json.text("size")).isNull();
    assertThat(json.integer("size")).contains(12L);
    assertThat(json.integer("half")).isEmpty();
    assertThat(json.integer("big")).isEmpty();
    assertThat(json.texts("tags")).containsExactly("a", "b");
    assertThat(json.get("deep").orElseThrow().isTrue("yes")).isTrue();
    assertThat(json.get("deep").orElseThrow().get("none")).isEmpty();
    assertThat(json.items("name")).isEmpty();
    assertThat(json.get("tags").orElseThrow().members()).isEmpty();
  }

  @Test
  void byteOrderMarkIsPassedOver() throws Exception {
    assertThat(read("\ufeff{\"a\":1}").integer("a")).contains(1L);
  }

  @Test
  void saysWhatIsWrongInOneLine() {
    for (String wrong : new String[] {"", "{", "{} {}", "[1,]", "nul", "{\"a\" 1}", "\u0000"}) {
      assertThatThrownBy(() -> read(wrong))
          .as(wrong)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("test.json ")
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void commentsAndTrailingCommasAreOneReadersOnly() throws Exception {
    byte[] document = "{/* a */ \"a\": [1, 2,], // b\n}".getBytes(StandardCharsets.UTF_8);

    assertThat(JsonReader.withComments(Limits.defaults()).read(document, "x").items("a"))
        .hasSize(2);
    assertThatThrownBy(() -> new JsonReader(Limits.defaults()).read(document, "x"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void depthAndLengthAreBounded() {
    assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(IOException.class);
    JsonReader small = new JsonReader(new Limits(1, 1, 1, 1, 10, 1, 1, 1, 1, 1, 1));
    assertThatThrownBy(() -> small.read(new byte[11], "test.json"))
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("test.json goes over the limit of 10 (documentBytes)");
  }

  @Test
  void hugeNumberDoesNotTakeLong() throws Exception {
    assertThat(read("{\"a\":1e999999999}").integer("a")).isEmpty();
  }

  @Test
  void damagedDocumentsAreAValueOrAnError() {
    Mutations.of(DOCUMENT.getBytes(StandardCharsets.UTF_8), 1, 5000)
        .forEach(
            damaged -> {
              try {
                assertThat(reader.read(damaged, "test.json")).isNotNull();
              } catch (IOException e) {
                assertThat(e.getMessage()).startsWith("test.json ");
              }
            });
  }

  private Json read(String text) throws IOException {
    return reader.read(text.getBytes(StandardCharsets.UTF_8), "test.json");
  }
}
