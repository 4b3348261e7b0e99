package dev.drydock.attest.strict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  private static Json read(String text) throws IOException {
    return StrictJson.read(
        text.getBytes(StandardCharsets.UTF_8), Limits.defaults(), "the document");
  }

  @Test
  void oneMeaningIsRead() throws IOException {
    String text =
        "{\"a\":[1.50,-2e3,true,false,null,\"é\\n\\u0001\\\"\\\\\"],\"b\":{\"a\":{},\"A\":[]}}";
    assertThat(CompactJson.text(read(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"x\":[{\"y\":{\"a\":1,\"b\":2,\"a\":3}}]}"
      })
  void nameThatStandsTwiceIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .hasMessage("the document has a name twice in one object, and so two meanings");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "{} {}", "{\"a\":}", "{\"a\":1,}", "nul"})
  void whatIsNoObjectIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the document ");
  }

  @Test
  void deepDocumentEndsWithAnError() {
    String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
    assertThatThrownBy(() -> read(deep)).hasMessageContaining("deep");
  }

  @Test
  void namesThatDifferInCaseOnlyAreOneNameToReadersInGo() throws IOException {
    assertThat(StrictJson.text(read("{\"Docker-Digest\":\"x\"}"), "docker-digest", "it"))
        .isEqualTo("x");
    assertThat(StrictJson.member(read("{\"a\":null}"), "a", "it")).isNull();
    assertThat(StrictJson.text(read("{\"a\":1}"), "a", "it")).isNull();
    Json two = read("{\"digest\":\"x\",\"Digest\":\"y\"}");
    assertThatThrownBy(() -> StrictJson.member(two, "digest", "it"))
        .hasMessage("it has \"digest\" twice, in different cases");
    // the Kelvin sign and the long s fold to k and s
    Json folded = read("{\"kas\":1,\"\u212aa\u017f\":2}");
    assertThatThrownBy(() -> StrictJson.member(folded, "kas", "it"))
        .hasMessageContaining("different cases");
  }
}
