package dev.drydock.project.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.document.TomlReader;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.toml.TomlValue.ArrayValue;
import dev.drydock.project.toml.TomlValue.InlineTable;
import dev.drydock.project.toml.TomlValue.LiteralValue;
import dev.drydock.project.toml.TomlValue.TextValue;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The scanner beside the reader of the rest of the engine.
class TomlDocumentTest {
  private static final String DOCUMENT =
      """
      # a comment
      title = "a \\"b\\" \\u00e9 \\\\ \\t"
      path = 'C:\\x'
      "quoted key" = '''
      first
      'second' '''
      long = \"""
      one \\
         two "quoted" \"""
      a.b.c = "dotted"
      list = [ "a", # first
        'b', [ "c" ], { d = "e", f.g = true },
      ]
      when = 1979-05-27T07:32:00Z
      number = 1_000

      [tool.poetry]
      name = "x"

      [tool.poetry.dependencies.y]
      version = "^1"
      "z" = { k = { l = [ "m" ] } }
      """;

  private static TomlDocument scan(String text) throws ManifestException {
    return TomlDocument.read("x.toml", text, "TOML", Limits.defaults());
  }

  private static Optional<Json> read(String text) {
    try {
      return Optional.of(
          new TomlReader(Limits.defaults()).read(text.getBytes(StandardCharsets.UTF_8), "x.toml"));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static void agree(TomlDocument document, Json json) {
    for (TomlDocument.Leaf leaf : document.leaves()) {
      Json at = json;
      for (TomlKey key : leaf.path()) {
        at = at.get(key.name()).orElseThrow(() -> new AssertionError(leaf.toString()));
      }
      agree(leaf.value(), at);
    }
  }

  private static void agree(TomlValue value, Json json) {
    switch (value) {
      case TextValue text -> assertThat(json).isEqualTo(new Json.Text(text.value()));
      case ArrayValue array -> {
        assertThat(json.items()).hasSameSizeAs(array.items());
        for (int i = 0; i < array.items().size(); i++) {
          agree(array.items().get(i), json.items().get(i));
        }
      }
      case InlineTable table -> {
        for (TomlEntry entry : table.entries()) {
          Json at = json;
          for (TomlKey key : entry.key()) {
            at = at.get(key.name()).orElseThrow();
          }
          agree(entry.value(), at);
        }
      }
      case LiteralValue literal -> {
        if (literal.text().equals("true") || literal.text().equals("false")) {
          assertThat(json).isEqualTo(new Json.Bool(literal.text().equals("true")));
        } else {
          assertThat(json).isNotInstanceOfAny(Json.Obj.class, Json.Array.class, Json.Bool.class);
        }
      }
    }
  }

  @Test
  void agreesWithTheReader() throws Exception {
    TomlDocument document = scan(DOCUMENT);
    agree(document, read(DOCUMENT).orElseThrow());
    assertThat(document.leaves().stream().map(leaf -> names(leaf.path())))
        .containsExactly(
            "title",
            "path",
            "quoted key",
            "long",
            "a.b.c",
            "list",
            "when",
            "number",
            "tool.poetry.name",
            "tool.poetry.dependencies.y.version",
            "tool.poetry.dependencies.y.z.k.l");
  }

  private static String names(List<TomlKey> path) {
    return String.join(".", path.stream().map(TomlKey::name).toList());
  }

  /// What the reader takes, the scanner takes too, with the same values; that it is stricter with
  /// numbers and dates does no harm.
  @Test
  void agreesOnDamagedDocuments() {
    long good =
        Mutations.of(DOCUMENT.getBytes(StandardCharsets.UTF_8), 7, 5000)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .filter(
                text -> {
                  Optional<Json> expected = read(text);
                  try {
                    TomlDocument document = scan(text);
                    expected.ifPresent(json -> agree(document, json));
                  } catch (ManifestException e) {
                    assertThat(expected).as("%s%n%s", e.getMessage(), text).isEmpty();
                  }
                  return expected.isPresent();
                })
            .count();
    assertThat(good).isBetween(100L, 4900L);
  }

  @Test
  void hasBounds() {
    for (String deep :
        List.of(
            "a = " + "[".repeat(100_000), "a = " + "{a=".repeat(100_000), "a.".repeat(100_000))) {
      assertThatThrownBy(() -> scan(deep))
          .isInstanceOf(ManifestException.class)
          .hasMessage("x.toml is not TOML: more than 64 levels in line 1");
    }
  }
}
