package dev.drydock.vex;

import static dev.drydock.vex.VexFixture.DIGEST;
import static dev.drydock.vex.VexFixture.image;
import static dev.drydock.vex.VexFixture.lines;
import static dev.drydock.vex.VexFixture.openVex;
import static dev.drydock.vex.VexFixture.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// VEX documents within in-toto statements, as files and attached to an image.
class AttestedTest {
  private static final String INDEX = "sha256:" + "b".repeat(64);
  private static final String OTHER = "sha256:" + "c".repeat(64);
  private static final Set<String> ATTACHED = Set.of(DIGEST, INDEX);
  private static final VexFixture APP =
      image("registry:example.org/app:1")
          .component("pkg:npm/a@1.0.0", "a/package.json")
          .component("pkg:npm/b@1.0.0", "b/package.json");

  @Test
  void isTakenOutOfItsWrapping() throws Exception {
    String document = openVex("not_affected", product("pkg:npm/a"));
    for (String wrapped :
        List.of(
            statement(document, DIGEST),
            envelope(statement(document, DIGEST)),
            "{\"mediaType\": \"application/vnd.dev.sigstore.bundle.v0.3+json\", \"dsseEnvelope\": "
                + envelope(statement(document, DIGEST))
                + "}")) {
      assertThat(APP.left(wrapped)).containsExactly("CVE-2024-1 b AFFECTED");
      assertThat(left(wrapped)).containsExactly("CVE-2024-1 b AFFECTED");
    }
  }

  @Test
  void ofAllFormatsAndNotOfOtherThings() throws Exception {
    String cycloneDx =
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.6", "vulnerabilities": [{"id": "CVE-2024-1",
          "analysis": {"state": "not_affected"}, "affects": [{"ref": "pkg:npm/a@1.0.0"}]}]}
        """;
    String csaf =
        """
        {"document": {"category": "csaf_vex", "csaf_version": "2.0", "title": "t"},
         "product_tree": {"full_product_names": [{"product_id": "A", "name": "a",
           "product_identification_helper": {"purl": "pkg:npm/a@1.0.0"}}]},
         "vulnerabilities": [{"cve": "CVE-2024-1", "product_status": {"known_not_affected": ["A"]}}]}
        """;
    for (String document : List.of(cycloneDx, csaf)) {
      assertThat(left(envelope(statement(document, DIGEST))))
          .containsExactly("CVE-2024-1 b AFFECTED");
    }
    for (String other :
        List.of(
            "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": []}",
            "{\"spdxVersion\": \"SPDX-2.3\"}",
            "{\"buildDefinition\": {}}")) {
      assertThat(attached(statement(other, DIGEST))).isEmpty();
      assertThat(attached(other)).isEmpty();
    }
    assertThat(attached(statement("\"SPDXVersion: SPDX-2.3\"", DIGEST))).isEmpty();
  }

  @Test
  void aStatementWithoutProductsIsAboutTheSubjects() throws Exception {
    String document = openVex("not_affected", "");
    assertThat(APP.left(document)).hasSize(2);
    assertThat(APP.left(statement(document, OTHER))).hasSize(2);
    assertThat(APP.left(statement(document, DIGEST))).isEmpty();
    assertThat(left(statement(document, DIGEST))).isEmpty();
    assertThat(left(statement(document, INDEX))).isEmpty();
  }

  @Test
  void ofSubjectsNamedByPurlTheirs() throws Exception {
    String statement =
        """
        {"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://openvex.dev/ns",
         "subject": [{"name": "pkg:npm/a@1.0.0"}], "predicate": %s}
        """
            .formatted(openVex("fixed", ""));
    assertThat(APP.left(statement)).containsExactly("CVE-2024-1 b AFFECTED");
    assertThat(left(statement)).containsExactly("CVE-2024-1 b AFFECTED");
  }

  /// Else an unknown product would be taken for the whole image.
  @Test
  void aStatementWithProductsThatNobodyKnowsIsAboutNothing() throws Exception {
    String document = openVex("not_affected", "{\"@id\": \"https://example.org/product\"}");
    assertThat(left(statement(document, DIGEST))).hasSize(2);
  }

  @Test
  void partsOfAStatementWithoutProductsAreWithinTheSubjects() throws Exception {
    String document =
        openVex("not_affected", "")
            .replace("\"products\": []", "\"subcomponents\": [{\"@id\": \"pkg:npm/b\"}]");
    assertThat(left(statement(document, DIGEST))).containsExactly("CVE-2024-1 a AFFECTED");
  }

  @Test
  void theImageByTheDigestOfItsIndexIsTheImage() throws Exception {
    String purl = openVex("not_affected", product("pkg:oci/app@" + INDEX));
    String hash =
        openVex(
            "not_affected",
            "{\"hashes\": {\"sha-256\": \"" + INDEX.substring(7).toUpperCase(Locale.ROOT) + "\"}}");
    for (String document : List.of(purl, hash)) {
      assertThat(APP.left(document)).hasSize(2);
      assertThat(left(document)).isEmpty();
      assertThat(
              left(document.replace(INDEX.substring(7), OTHER.substring(7)).replace("BBB", "CCC")))
          .hasSize(2);
    }
  }

  @Test
  void aStatementAboutAnotherImageIsRefused() {
    String document = statement(openVex("not_affected", product("pkg:npm/a")), OTHER);
    assertThatThrownBy(() -> attached(document))
        .isInstanceOf(IOException.class)
        .hasMessage("a referrer is about another image than the one that it is attached to");
  }

  private static List<String> left(String document) throws IOException {
    VexStatements statements =
        new VexReader(Limits.defaults())
            .readAll(List.of(attached(document).orElseThrow()), List.of(), List.of());
    return lines(statements.apply(APP.findings("CVE-2024-1")).findings().findings());
  }

  private static Optional<VexDocument> attached(String document) throws IOException {
    return new VexReader(Limits.defaults())
        .readAttached(document.getBytes(StandardCharsets.UTF_8), "a referrer", ATTACHED);
  }

  private static String statement(String predicate, String digest) {
    return """
    {"_type": "https://in-toto.io/Statement/v0.1", "predicateType": "https://openvex.dev/ns/v0.2.0",
     "subject": [{"name": "app", "digest": {"sha256": "%s"}}], "predicate": %s}
    """
        .formatted(digest.substring(7), predicate);
  }

  private static String envelope(String statement) {
    return """
    {"payloadType": "application/vnd.in-toto+json", "payload": "%s", "signatures": [{"sig": ""}]}
    """
        .formatted(Base64.getEncoder().encodeToString(statement.getBytes(StandardCharsets.UTF_8)));
  }
}
