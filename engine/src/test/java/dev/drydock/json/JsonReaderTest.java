package dev.drydock.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.json.JsonFactory;

class JsonReaderTest {
  private static final String DOCUMENT =
      """
      {"name": "x", "size": 12, "tags": ["a", 1, "b"], "deep": {"yes": true, "none": null},
       "big": 1e400, "half": 0.5, "name": "last"}
      """;

  private static final JsonFactory FACTORY = JsonTree.factory(Limits.defaults());

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

  /// Jackson is the judge: what it reads we read alike, what it refuses we refuse.
  @Test
  void readsAndRefusesAsJacksonDoes() {
    String odd =
        """
        {"a": [0, -0, 1.5E+3, 12e-2, true, false, null, "", "\\u00e9\\ud83d\\ude00\\n\\/\\"é😀"],
         "deep": [[[{"x": {}}], []]], "name": "1.10", "long": 123456789012345678901234567890}
        """;
    for (String document : new String[] {DOCUMENT, odd}) {
      Mutations.of(document.getBytes(StandardCharsets.UTF_8), 7, 20_000)
          .filter(JsonReaderTest::utf8)
          .forEach(JsonReaderTest.this::sameAsJackson);
    }
  }

  private void sameAsJackson(byte[] document) {
    Json expected = null;
    try {
      expected = JsonTree.read(FACTORY, document, Limits.defaults(), "test.json", "JSON");
    } catch (IOException _) {
      // refused
    }
    Json found = null;
    try {
      found = reader.read(document, "test.json");
    } catch (IOException e) {
      assertThat(e.getMessage()).startsWith("test.json ");
    }
    assertThat(found).as(new String(document, StandardCharsets.UTF_8)).isEqualTo(expected);
  }

  /// Where bytes are no UTF-8 we are more lenient, and Jackson takes zeros for UTF-16.
  private static boolean utf8(byte[] document) {
    for (byte octet : document) {
      if (octet == 0) {
        return false;
      }
    }
    return Arrays.equals(
        new String(document, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), document);
  }

  @Test
  void skippingChecksAsReadingDoes() throws Exception {
    Mutations.of(DOCUMENT.getBytes(StandardCharsets.UTF_8), 3, 5_000)
        .forEach(
            document -> {
              boolean read = succeeds(() -> reader.read(document, "test.json"));
              boolean skipped =
                  succeeds(
                      () -> {
                        JsonCursor cursor = reader.cursor(document, "test.json");
                        cursor.skip();
                        cursor.end();
                      });
              assertThat(skipped).as(new String(document, StandardCharsets.UTF_8)).isEqualTo(read);
            });
  }

  private interface Reading {
    void run() throws IOException;
  }

  private static boolean succeeds(Reading reading) {
    try {
      reading.run();
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void everyUnicodeEncodingIsRead() throws Exception {
    String text = "{\"a\":\"é\"}";
    for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-16")) {
      Json json = reader.read(text.getBytes(Charset.forName(charset)), "test.json");
      assertThat(json.text("a")).as(charset).endsWith("é");
    }
  }

  private Json read(String text) throws IOException {
    return reader.read(text.getBytes(StandardCharsets.UTF_8), "test.json");
  }
}
