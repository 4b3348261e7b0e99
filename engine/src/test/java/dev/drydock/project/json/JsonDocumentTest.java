package dev.drydock.project.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.json.JsonNode.ArrayNode;
import dev.drydock.project.json.JsonNode.LiteralNode;
import dev.drydock.project.json.JsonNode.Member;
import dev.drydock.project.json.JsonNode.ObjectNode;
import dev.drydock.project.json.JsonNode.StringNode;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The scanner beside the reader of the rest of the engine: they have to agree on every document.
class JsonDocumentTest {
  private static final String DOCUMENT =
      """
      {
        "name": "x", "escaped": "a\\u00e9\\n\\"\\\\\\/ 🚢",
        "numbers": [0, -1, 2.50, 1e10, -0.5E-3, 12345678901234567890],
        "words": [true, false, null], "empty": {}, "none": [ ],
        "twice": 1, "twice": {"a": {"b": [{"c": "d"}]}}
      }
      """;

  private static Optional<Json> scanned(String text) {
    try {
      return Optional.of(json(JsonDocument.read("x.json", text, "JSON", Limits.defaults()).root()));
    } catch (ManifestException e) {
      assertThat(e.getMessage()).startsWith("x.json is not JSON: ").contains(" in line ");
      return Optional.empty();
    }
  }

  private static Optional<Json> read(String text) {
    try {
      Json json =
          new JsonReader(Limits.defaults()).read(text.getBytes(StandardCharsets.UTF_8), "x.json");
      return json instanceof Json.Obj ? Optional.of(json) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Json json(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        Map<String, Json> members = new LinkedHashMap<>();
        for (Member member : object.members()) {
          members.put(member.name().value(), json(member.value()));
        }
        yield new Json.Obj(members);
      }
      case ArrayNode array ->
          new Json.Array(array.items().stream().map(each -> json(each)).toList());
      case StringNode string -> new Json.Text(string.value());
      case LiteralNode literal ->
          switch (literal.text()) {
            case "true" -> new Json.Bool(true);
            case "false" -> new Json.Bool(false);
            case "null" -> new Json.Null();
            default -> new Json.Number(literal.text());
          };
    };
  }

  @Test
  void agreesWithTheReader() {
    assertThat(scanned(DOCUMENT)).isPresent().isEqualTo(read(DOCUMENT));
  }

  @Test
  void agreesOnDamagedDocuments() {
    long good =
        Mutations.of(DOCUMENT.getBytes(StandardCharsets.UTF_8), 7, 5000)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .filter(text -> text.indexOf('\0') < 0)
            .filter(
                text -> {
                  Optional<Json> expected = read(text);
                  assertThat(scanned(text)).as(text).isEqualTo(expected);
                  return expected.isPresent();
                })
            .count();
    assertThat(good).isBetween(100L, 4900L);
  }

  @Test
  void everyPlaceIsThatOfItsText() throws Exception {
    JsonDocument document = JsonDocument.read("x.json", DOCUMENT, "JSON", Limits.defaults());
    Member member = document.root().member("words").orElseThrow();
    assertThat(DOCUMENT.substring(member.start(), member.end()))
        .isEqualTo("\"words\": [true, false, null]");
    assertThat(document.source().line(member.start())).isEqualTo(4);
    assertThat(document.root().lastMembers()).hasSize(document.root().members().size() - 1);
  }
}
