package dev.drydock.bom.spdx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.drydock.bom.Bom;
import dev.drydock.bom.SampleBoms;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// SPDX's own schema is the judge.
class Spdx3JsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonSchema SCHEMA = schema();

  @Test
  void isValidByTheSchema() throws IOException {
    for (Bom bom : List.of(SampleBoms.debian(), SampleBoms.hostile(), SampleBoms.empty())) {
      assertThat(SCHEMA.validate(MAPPER.readTree(json(bom)))).isEmpty();
    }
  }

  @Test
  void theJudgeJudges() throws IOException {
    String broken =
        new String(json(SampleBoms.debian()), StandardCharsets.UTF_8)
            .replace(
                "\"software_primaryPurpose\": \"container\"", "\"software_primaryPurpose\": 1");

    assertThat(SCHEMA.validate(MAPPER.readTree(broken))).isNotEmpty();
  }

  @Test
  void everyElementHasAnIdOfItsOwnAndNamesOnlyElementsThatAreThere() throws IOException {
    for (Bom bom : List.of(SampleBoms.debian(), SampleBoms.hostile())) {
      Json document = new JsonReader(Limits.defaults()).read(json(bom), "document");
      Set<String> ids = new HashSet<>();
      for (Json element : document.items("@graph")) {
        String id = element.text("spdxId");
        assertThat(id == null || ids.add(id)).as(String.valueOf(id)).isTrue();
      }
      for (Json element : document.items("@graph")) {
        assertThat(ids).containsAll(element.texts("to")).containsAll(element.texts("rootElement"));
        for (String member : List.of("from", "subject", "suppliedBy")) {
          String named = element.text(member);
          assertThat(named == null || ids.contains(named)).as(named).isTrue();
        }
        for (Json entry : element.items("simplelicensing_customIdToUri")) {
          assertThat(ids).contains(String.valueOf(entry.text("value")));
        }
      }
    }
  }

  private static JsonSchema schema() {
    try (InputStream in =
        Objects.requireNonNull(
            Spdx3JsonTest.class.getResourceAsStream("/resources/schema-v3.0.1.json"))) {
      JsonNode tree = MAPPER.readTree(in);
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(tree);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] json(Bom bom) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Spdx3Json.write(bom, SampleBoms.CREATION, out);
    return out.toByteArray();
  }
}
