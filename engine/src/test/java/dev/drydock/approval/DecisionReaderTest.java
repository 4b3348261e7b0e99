package dev.drydock.approval;

import static dev.drydock.approval.Ballot.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.approval.Decision.Kind;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Decisions are read as they were written, and nothing else is one.
class DecisionReaderTest {
  private static final Decision WHOLE =
      new Decision(
          Kind.APPROVED,
          "debian",
          "12-slim",
          "alice@example.org",
          "nothing is left",
          Instant.parse("2026-05-04T03:02:01Z"),
          Instant.parse("2026-08-02T03:02:01Z"),
          "12-slim-20260504-0123456789ab",
          List.of("12", "12-slim"),
          LocalDate.parse("2028-06-30"),
          "registry.example.org/bases/debian:13",
          BaseContent.of(List.of(digest("a"), digest("b"))),
          List.of(new Decision.Evidence("https://example.org/test", digest("c"))),
          "the scanner was away");

  @Test
  void isReadAsItWasWritten() throws Exception {
    assertThat(DecisionReader.read(WHOLE.predicate())).isEqualTo(WHOLE);
    Json parsed =
        new JsonReader(Limits.defaults()).read(CompactJson.bytes(WHOLE.predicate()), "a decision");
    assertThat(DecisionReader.read(parsed)).isEqualTo(WHOLE);
    Decision bare = Ballot.decision(Kind.REVOKED, digest("i"), 1);
    assertThat(DecisionReader.read(bare.predicate())).isEqualTo(bare);
  }

  private static final Decision INDEX =
      Ballot.decision(
          Kind.APPROVED,
          digest("i"),
          Ballot.NOW,
          new BaseContent(
              List.of(
                  new BaseContent.OfImage(digest("amd"), "linux/amd64", List.of(digest("a"))),
                  new BaseContent.OfImage(digest("arm"), "linux/arm64", List.of(digest("b"))))),
          "12");

  @Test
  void imagesOfAnIndexAreReadAsTheyWereWritten() throws Exception {
    assertThat(INDEX.predicate().get("layers")).isEmpty();
    assertThat(DecisionReader.read(INDEX.predicate())).isEqualTo(INDEX);
  }

  @ParameterizedTest
  @CsvSource({
    "[], its images are missing",
    "7, its images are missing",
    "[7], its images is missing",
    "[{}], its images is missing",
    "[{\"digest\":\"D\"}], its images is missing",
    "'[{\"digest\":\"D\",\"platform\":\"x\",\"layers\":[\"D\"],\"also\":1}]', 'its images have something twice, or"
        + " not known'",
    "'[{\"digest\":\"D\",\"platform\":\"linux/arm64\",\"layers\":[]}]', its layers are missing",
    "'[{\"digest\":\"sha256:1\",\"platform\":\"x\",\"layers\":[]}]', its images have something that is"
        + " no digest",
    "'[I,I]', 'its images have something twice, or not known'",
  })
  void whatImagesCannotBe(String images, String message) throws IOException {
    String digest = digest("amd").toString();
    String image = "{\"digest\":\"D\",\"platform\":\"linux/arm64\",\"layers\":[\"D\"]}";
    String written = images.replace("I", image).replace("\"D\"", '"' + digest + '"');
    Json value =
        new JsonReader(Limits.defaults())
            .read(("[" + written + "]").getBytes(StandardCharsets.UTF_8), "a value")
            .items()
            .getFirst();
    Map<String, Json> members = new LinkedHashMap<>(INDEX.predicate().members());
    members.put("images", value);
    assertThatThrownBy(() -> DecisionReader.read(new Json.Obj(members)))
        .isInstanceOf(MalformedDecisionException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> DecisionReader.read(with("images", new Json.Array(List.of()))))
        .hasMessage("it has both layers and images");
  }

  private static Json with(String name, @Nullable Json value) {
    Map<String, Json> members = new LinkedHashMap<>(WHOLE.predicate().members());
    if (value == null) {
      members.remove(name);
    } else {
      members.put(name, value);
    }
    return new Json.Obj(members);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decision",
        "family",
        "variant",
        "by",
        "reason",
        "at",
        "tag",
        "tags",
        "layers",
        "evidence"
      })
  void whatHasToBeThere(String name) {
    assertThatThrownBy(() -> DecisionReader.read(with(name, null)))
        .isInstanceOf(MalformedDecisionException.class)
        .hasMessageContaining(name);
    assertThatThrownBy(() -> DecisionReader.read(with(name, new Json.Number("7"))))
        .isInstanceOf(MalformedDecisionException.class);
    assertThatThrownBy(() -> DecisionReader.read(with(name, new Json.Text(" "))))
        .isInstanceOf(MalformedDecisionException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "decision, \"Approved\", 'its decision is none of approved, deprecated, retired, revoked'",
    "at, \"yesterday\", its at is no time",
    "expires, \"2026-05-04T03:02:00Z\", it expires before it was made",
    "supportUntil, \"soon\", its supportUntil is no day",
    "reason, \"a\\u001b[2J\", its reason has control characters",
    "layers, [], its layers are missing",
    "layers, [\"sha256:12\"], its layers have something that is no digest",
    "layers, [7], its layers is missing",
    "evidence, [{\"digest\":\"sha256:12\"}], its evidence is missing",
    "tags, [[]], its tags is missing",
    "also, true, 'it has something that is not known, ''also'''",
  })
  void whatItCannotBe(String name, String json, String message) throws IOException {
    Json value =
        new JsonReader(Limits.defaults())
            .read(("[" + json + "]").getBytes(StandardCharsets.UTF_8), "a value")
            .items()
            .getFirst();
    assertThatThrownBy(() -> DecisionReader.read(with(name, value)))
        .isInstanceOf(MalformedDecisionException.class)
        .hasMessage(message);
  }

  @Test
  void isBounded() {
    List<Json> many = new ArrayList<>();
    for (int i = 0; i <= 500; i++) {
      many.add(new Json.Text(digest("a").toString()));
    }
    assertThatThrownBy(() -> DecisionReader.read(with("layers", new Json.Array(many))))
        .hasMessage("it has more than 500 layers");
    assertThatThrownBy(() -> DecisionReader.read(with("reason", new Json.Text("x".repeat(2_001)))))
        .hasMessage("its reason is too long");
    assertThatThrownBy(() -> DecisionReader.read(new Json.Null())).hasMessage("it is no object");
  }

  @Test
  void tagsTellTheirParts() {
    BaseTag tag = BaseTag.parse("12-slim-20260504-0123456789ab").orElseThrow();
    assertThat(tag)
        .isEqualTo(new BaseTag("12-slim", LocalDate.parse("2026-05-04"), "0123456789ab"));
    assertThat(tag).hasToString("12-slim-20260504-0123456789ab");
    for (String other :
        List.of(
            "",
            "12",
            "-20260504-0123456789ab",
            "12-20261304-0123456789ab",
            "12-20260504-0123456789aB",
            "12-2026050x-0123456789ab",
            "12-20260504-0123456789abc",
            "12_20260504-0123456789ab",
            "12-20260504_0123456789ab")) {
      assertThat(BaseTag.parse(other)).as(other).isEmpty();
    }
    assertThat(BaseTag.candidate("candidate-12-slim-0123456789ab")).contains("12-slim");
    assertThat(BaseTag.candidate("candidate-0123456789ab")).isEmpty();
    assertThat(BaseTag.candidate("12-20260504-0123456789ab")).isEmpty();
    assertThat(BaseTag.candidate("candidate-12-0123456789aX")).isEmpty();
  }
}
