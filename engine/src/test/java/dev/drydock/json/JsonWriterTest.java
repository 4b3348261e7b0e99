package dev.drydock.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.drydock.limits.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonWriter json = new JsonWriter(bytes);

  @Test
  void writesMembersInTheOrderOfTheCalls() throws IOException {
    json.object().member("b", 1).member("a", true);
    json.array("list").object().member("n", (String) null).end().object().end().end();
    json.member("words", List.of("x", "y")).member("none", List.of()).end().close();

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {
              "b": 1,
              "a": true,
              "list": [
                {
                  "n": null
                },
                {}
              ],
              "words": ["x", "y"],
              "none": []
            }
            """);
  }

  @Test
  void everyTextIsReadBackAsItWas() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 0x3000; c++) {
      all.appendCodePoint(c);
    }
    all.appendCodePoint(0x1f6a2).appendCodePoint(0x10ffff).append('\ufffe');

    json.object().member("text", all.toString()).end().close();

    assertThat(read().text("text")).isEqualTo(all.toString());
  }

  @Test
  void brokenSurrogatesBecomeReplacementCharacters() throws IOException {
    json.object().member("text", "a\ud83db\udea2").end().close();

    assertThat(read().text("text")).isEqualTo("a\ufffdb\ufffd");
  }

  @Test
  void numbersHaveNoExponent() throws IOException {
    json.object()
        .member("small", 0.00002)
        .member("whole", 10.0)
        .member("score", 9.8)
        .member("none", (Double) null)
        .member("nan", Double.NaN)
        .end()
        .close();

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("\"small\": 0.00002,")
        .contains("\"whole\": 10,")
        .contains("\"score\": 9.8,")
        .contains("\"none\": null,")
        .contains("\"nan\": null");
  }

  @Test
  void whatIsOptionalIsLeftOutWhereItIsMissing() throws IOException {
    json.object().optional("a", null).optional("b", "c").end().close();

    assertThat(read().members()).containsOnlyKeys("b");
  }

  @Test
  void aMisplacedMemberIsABug() throws IOException {
    assertThatIllegalStateException().isThrownBy(() -> json.member("a", 1));
    json.object();
    assertThatIllegalStateException().isThrownBy(json::object);
    json.end();
    assertThatIllegalStateException().isThrownBy(json::end);
    assertThatIllegalStateException().isThrownBy(json::object);
  }

  @Test
  void longDocumentsGoThroughTheBuffer() throws IOException {
    String long1 = "ü".repeat(100_000);
    json.object().member("a", long1).member("b", long1).end().close();

    assertThat(read().text("b")).isEqualTo(long1);
  }

  private Json read() throws IOException {
    return new JsonReader(Limits.defaults()).read(bytes.toByteArray(), "document");
  }
}
