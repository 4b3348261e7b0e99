package dev.drydock.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.drydock.bom.SampleBoms;
import dev.drydock.explain.Handbook;
import dev.drydock.report.ExplanationReport;
import dev.drydock.report.SampleExplanations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationJsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static List<ExplanationReport> reports() {
    return SampleExplanations.all();
  }

  private static JsonNode written(ExplanationReport report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExplanationJson.write(report, out);
    return MAPPER.readTree(out.toByteArray());
  }

  private static JsonNode handbook() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExplanationJson.write(Handbook.topics(), SampleBoms.CREATION, out);
    return MAPPER.readTree(out.toByteArray());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void isValidByThePublishedSchemaWhichKnowsEveryMember(ExplanationReport report)
      throws IOException {
    assertThat(violations(written(report))).isEmpty();
  }

  @Test
  void theHandbookIsValidToo() throws IOException {
    JsonNode document = handbook();
    assertThat(violations(document)).isEmpty();
    assertThat(document.get("topics")).hasSameSizeAs(Handbook.topics());
    assertThat(document.get("topics").get(0).get("text").get(0).asText()).isNotBlank();
  }

  @Test
  void theSchemaRefusesWhatIsMissingOrUnknown() throws IOException {
    ObjectNode missing = (ObjectNode) written(SampleExplanations.affected());
    ((ObjectNode) missing.get("here").get("present").get(0)).remove("places");
    ObjectNode unknown = (ObjectNode) written(SampleExplanations.affected());
    ((ObjectNode) unknown.get("vulnerability")).put("colour", "red");
    ObjectNode headless = (ObjectNode) handbook();
    headless.remove("topics");

    assertThat(violations(missing)).isNotEmpty();
    assertThat(violations(unknown)).isNotEmpty();
    assertThat(violations(headless)).isNotEmpty();
  }

  @Test
  void factsAndWordsStandBesideEachOther() throws IOException {
    JsonNode document = written(SampleExplanations.affected());
    JsonNode vulnerability = document.get("vulnerability");
    assertThat(vulnerability.get("id").asText()).isEqualTo("CVE-2021-44228");
    assertThat(vulnerability.get("name").asText()).isEqualTo("Log4Shell");
    assertThat(vulnerability.get("attack").get("reach").asText()).isEqualTo("network");
    assertThat(vulnerability.get("attack").get("account").asText()).isEqualTo("none");
    assertThat(vulnerability.get("attack").get("integrity").asText()).isEqualTo("all");
    assertThat(vulnerability.get("epss").asDouble()).isEqualTo(0.9735);
    assertThat(vulnerability.get("kevAdded").asText()).isEqualTo("2021-12-10");
    assertThat(vulnerability.get("packageKinds").get(0).asText()).isEqualTo("library");
    JsonNode present = document.get("here").get("present").get(0);
    assertThat(document.get("here").get("verdict").asText()).isEqualTo("affected");
    assertThat(present.get("priority").asText()).isEqualTo("act");
    assertThat(present.get("removedBy").get("action").asInt()).isEqualTo(1);
    assertThat(present.get("removedBy").get("alsoRemoves").get(0).asText())
        .isEqualTo("CVE-2021-45046");
    List<String> kinds = new ArrayList<>();
    document.get("sections").forEach(section -> kinds.add(section.get("kind").asText()));
    assertThat(kinds)
        .containsExactly(
            "what",
            "here",
            "advice",
            "severity",
            "attack",
            "exploitation",
            "packages",
            "weakness",
            "containers",
            "references");
    assertThat(written(SampleExplanations.alone()).has("here")).isFalse();
  }

  private static Set<ValidationMessage> violations(JsonNode document) throws IOException {
    Path file = Path.of("..", "docs", "schema", "explain-1.json");
    JsonNode schema = MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
    close(schema);
    ((ObjectNode) schema).remove("$id");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema)
        .validate(document);
  }

  /// Lets no object have members that the schema does not describe.
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.get("properties") instanceof ObjectNode
        && object.get("type") != null) {
      object.put("additionalProperties", false);
    }
    schema.forEach(ExplanationJsonTest::close);
  }
}
