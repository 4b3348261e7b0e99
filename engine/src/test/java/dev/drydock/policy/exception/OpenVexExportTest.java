package dev.drydock.policy.exception;

import static dev.drydock.policy.facts.SampleFacts.NOW;
import static dev.drydock.policy.reading.PolicyTexts.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.vex.Statement;
import dev.drydock.vex.VexDocument;
import dev.drydock.vex.VexReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenVexExportTest {
  private static final String POLICY =
      """
      policy: 1
      extends: drydock:default
      exceptions:
        - { id: [CVE-1, CVE-2], package: ['pkg:deb/debian/openssl', 'pkg:npm/qs@6.5.1'], owner: a, reason: one, until: 2026-12-31 }
        - { id: CVE-3, package: 'pkg:npm/qs', owner: b, reason: two, until: 2026-12-31, status: not_affected, justification: vulnerable_code_not_present }
        - { id: CVE-4, package: 'pkg:npm/qs', owner: a, reason: three, until: 2026-12-31, status: under_investigation }
        - { id: CVE-5, package: 'pkg:npm/qs', owner: a, reason: four, until: 2026-12-31, status: fixed }
        - { id: CVE-6, package: 'pkg:npm/qs', owner: a, reason: late, until: 2026-08-20 }
        - { observation: root-user, owner: a, reason: no VEX, until: 2026-12-31 }
        - { id: CVE-7, package: 'pkg:npm/q*', owner: a, reason: a pattern, until: 2026-12-31 }
        - { id: CVE-8, package: qs, owner: a, reason: a name, until: 2026-12-31 }
        - { id: CVE-9, package: 'pkg:npm/qs', path: x, owner: a, reason: a path, until: 2026-12-31 }
        - { id: CVE-10, owner: a, reason: no package, until: 2026-12-31 }
      """;

  private static OpenVexExport export(@Nullable String product) {
    return new OpenVexExport(policy(POLICY).excuses(), product, NOW);
  }

  private static byte[] written(OpenVexExport export) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    export.write(out);
    return out.toByteArray();
  }

  @Test
  void ourOwnReaderReadsWhatIsSaid() throws IOException {
    VexDocument document =
        new VexReader(Limits.defaults()).read(written(export(null)), "exceptions.json");

    assertThat(document.passedOver()).isEmpty();
    assertThat(document.statements())
        .extracting(
            Statement::vulnerabilities,
            statement -> statement.status().word(),
            Statement::justification,
            Statement::impact,
            Statement::action,
            Statement::time)
        .containsExactly(
            tuple(List.of("CVE-1"), "affected", null, null, "one", NOW),
            tuple(List.of("CVE-2"), "affected", null, null, "one", NOW),
            tuple(
                List.of("CVE-3"), "not_affected", "vulnerable_code_not_present", "two", null, NOW),
            tuple(List.of("CVE-4"), "under_investigation", null, null, null, NOW),
            tuple(List.of("CVE-5"), "fixed", null, null, null, NOW));
    assertThat(document.document().author()).isEqualTo("a, b");
  }

  @Test
  void theDocumentHasTheShapeOfTheSpecification() throws IOException {
    Json document =
        new JsonReader(Limits.defaults()).read(written(export(null)), "what was written");

    assertThat(document.members().keySet())
        .containsExactly(
            "@context", "@id", "author", "timestamp", "version", "tooling", "statements");
    assertThat(document.text("@context")).isEqualTo("https://openvex.dev/ns/v0.2.0");
    assertThat(document.text("@id")).matches("https://openvex\\.dev/docs/public/vex-[0-9a-f]{64}");
    assertThat(document.text("timestamp")).isEqualTo("2026-08-21T10:00:00Z");
    assertThat(document.items("statements").getFirst().members().keySet())
        .containsExactly("vulnerability", "products", "status", "action_statement");
    assertThat(document.items("statements").getFirst().items("products"))
        .extracting(product -> product.text("@id"))
        .containsExactly("pkg:deb/debian/openssl", "pkg:npm/qs@6.5.1");
    assertThat(document.items("statements").get(3).text("status_notes")).isEqualTo("three");
    assertThat(written(export(null))).isEqualTo(written(export(null)));
  }

  @Test
  void whatVexCannotSayIsLeftOutAndTold() {
    assertThat(export(null).notes())
        .extracting(note -> note.replaceAll("\\(.*yaml:(\\d+):\\d+\\)", "($1)"))
        .containsExactly(
            "left out: the exception for CVE-6 in pkg:npm/qs (8): it ended on 2026-08-20",
            "left out: the exception for root-user (9): it names no vulnerability, and VEX speaks"
                + " of nothing else",
            "left out: the exception for CVE-7 in pkg:npm/q* (10): pkg:npm/q* is a pattern, and VEX"
                + " names packages by their purls",
            "left out: the exception for CVE-8 in qs (11): qs is a pattern, and VEX names packages"
                + " by their purls",
            "left out: the exception for CVE-9 in pkg:npm/qs, x (12): it is for some paths only,"
                + " and VEX cannot say that",
            "left out: the exception for CVE-10 (13): it names no package; name the product with"
                + " --product");
  }

  @Test
  void ofAProductThePackagesAreParts() throws IOException {
    OpenVexExport export = export("pkg:oci/shop");
    Json document = new JsonReader(Limits.defaults()).read(written(export), "what was written");

    assertThat(export.notes()).hasSize(5).noneMatch(note -> note.contains("CVE-10"));
    List<Json> statements = document.items("statements");
    assertThat(statements).hasSize(6);
    Json product = statements.getFirst().items("products").getFirst();
    assertThat(product.text("@id")).isEqualTo("pkg:oci/shop");
    assertThat(product.items("subcomponents"))
        .extracting(part -> part.text("@id"))
        .containsExactly("pkg:deb/debian/openssl", "pkg:npm/qs@6.5.1");
    assertThat(statements.getLast().items("products").getFirst().members().keySet())
        .containsExactly("@id");
    assertThat(new VexReader(Limits.defaults()).read(written(export), "x").statements()).hasSize(6);
  }

  @Test
  void ofNothingThereIsNothingToSay() {
    assertThat(export(null).isEmpty()).isFalse();
    assertThat(new OpenVexExport(List.of(), null, Instant.EPOCH).isEmpty()).isTrue();
  }
}
