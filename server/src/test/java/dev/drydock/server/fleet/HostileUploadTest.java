package dev.drydock.server.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.access.Role;
import dev.drydock.server.fleet.TestFleet.Answer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Uploads that are broken, enormous, lies, or of somebody who may not.
@ServerTest
class HostileUploadTest {
  private static final String REFERENCE =
      "reference=" + TestFleet.encoded("registry.example.com/shop/cart:1.0");

  @Autowired TestServer server;
  @Autowired JdbcClient database;
  private TestFleet fleet;

  @BeforeEach
  void begin() {
    fleet = new TestFleet(server);
  }

  private void refused(Answer answer, int status, String words) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.response().headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
    assertThat(answer.detail()).contains(words).hasLineCount(1);
    assertThat(images()).as("nothing is stored").isZero();
  }

  private int images() {
    return database
        .sql(
            "select (select count(*) from image i where i.organisation_id = o.id)"
                + " + (select count(*) from repository r where r.organisation_id = o.id)"
                + " from organisation o where name = ?")
        .param(fleet.organisation)
        .query(Integer.class)
        .single();
  }

  @Test
  void brokenJsonIsRefused() {
    byte[] whole = TestImage.of().document();
    refused(fleet.upload(Arrays.copyOf(whole, whole.length / 2), REFERENCE), 422, "the document");
  }

  @Test
  void whatIsNoBillOfMaterialsIsRefused() {
    refused(
        fleet.upload("{\"hello\": \"world\"}".getBytes(UTF_8), REFERENCE),
        422,
        "no bill of materials");
    refused(fleet.upload("just words".getBytes(UTF_8), REFERENCE), 422, "no bill of materials");
    refused(fleet.upload(new byte[] {0, 1, 2}, REFERENCE), 422, "the document");
  }

  @Test
  void deeplyNestedJsonIsRefused() {
    String deep = "{\"bomFormat\":\"CycloneDX\",\"x\":" + "[".repeat(200_000);
    refused(fleet.upload(deep.getBytes(UTF_8), REFERENCE), 422, "the document");
  }

  @Test
  void aSmallPackedBodyThatUnpacksToAnEnormousOneIsRefused() {
    byte[] bomb = TestFleet.gzip(new byte[70 << 20]);
    assertThat(bomb.length).isLessThan(100_000);
    Answer answer =
        fleet.send(
            "POST",
            "/projects/cart/images?" + REFERENCE,
            fleet.admin,
            bomb,
            Map.of("Content-Encoding", "gzip"));
    refused(answer, 413, "64 MB");
  }

  @Test
  void aPackedBodyThatIsDamagedIsRefused() {
    byte[] packed = TestFleet.gzip(TestImage.of().document());
    for (byte[] damaged :
        new byte[][] {Arrays.copyOf(packed, packed.length / 2), "no gzip".getBytes(UTF_8)}) {
      Answer answer =
          fleet.send(
              "POST",
              "/projects/cart/images?" + REFERENCE,
              fleet.admin,
              damaged,
              Map.of("Content-Encoding", "gzip"));
      refused(answer, 422, "damaged or cut off");
    }
    Answer other =
        fleet.send(
            "POST",
            "/projects/cart/images?" + REFERENCE,
            fleet.admin,
            packed,
            Map.of("Content-Encoding", "br"));
    refused(other, 415, "gzip");
  }

  @Test
  void aNameWithNulIsRefused() {
    byte[] document = TestImage.of().npm("left\u0000pad", "1.3.0").document();
    refused(fleet.upload(document, REFERENCE), 422, "NUL");
  }

  @Test
  void aNameThatNoIndexHasRoomForIsRefused() {
    byte[] document = TestImage.of().npm("x".repeat(5000), "1.3.0").document();
    refused(fleet.upload(document, REFERENCE), 422, "characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reference=Not+A+Reference | not an image reference",
        "reference=registry.example.com/a:1&digest=sha256:12 | 64 hexadecimal digits",
        "reference=registry.example.com/a:1&index=sha512:12 | 64 hexadecimal digits",
        "reference=registry.example.com/a:1&verdict=maybe | passed or stopped"
      })
  void whatTheQuerySaysIsChecked(String query, String words) {
    refused(fleet.upload(TestImage.of().document(), query), 422, words);
  }

  @Test
  void withoutADigestNobodyKnowsWhichImageItIs() {
    String document =
        "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"type\":\"library\",\"name\":\"a\",\"version\":\"1\",\"purl\":\"pkg:npm/a@1\"}]}";
    refused(fleet.upload(document.getBytes(UTF_8), REFERENCE), 422, "digest");
    refused(
        fleet.upload(document.getBytes(UTF_8), "digest=" + TestImage.sha256("x")),
        422,
        "which image");
  }

  @Test
  void whoMayNotContributeIsRefused() {
    byte[] document = TestImage.of().document();
    for (String token :
        new String[] {
          fleet.token(Role.VIEWER, "shop"),
          fleet.token(Role.DEVELOPER, "bank"),
          server.token(Role.ADMIN, server.organisation(), null)
        }) {
      Answer answer = fleet.upload("cart", token, document, REFERENCE);
      assertThat(answer.status()).as(answer.text()).isIn(403, 404);
      assertThat(images()).isZero();
    }
    Answer developer =
        fleet.upload("cart", fleet.token(Role.DEVELOPER, "shop"), document, REFERENCE);
    assertThat(developer.status()).as(developer.text()).isEqualTo(201);
  }

  @Test
  void aRepositoryStaysWithItsProject() {
    TestImage image = TestImage.of();
    assertThat(fleet.upload("cart", fleet.admin, image.document(), REFERENCE).status())
        .isEqualTo(201);
    Answer other =
        fleet.upload(
            "till", fleet.token(Role.DEVELOPER, "bank"), TestImage.of().document(), REFERENCE);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.detail()).contains("belongs to another project").doesNotContain("cart of");
  }

  @Test
  void anotherTeamCannotChangeWhatIsSaidOfAnImage() {
    TestImage image = TestImage.of().npm("left-pad", "1.3.0");
    fleet.upload("cart", fleet.admin, image.document(), REFERENCE);
    byte[] lie = TestImage.document(TestImage.of().bom());
    String bank = fleet.token(Role.DEVELOPER, "bank");
    String elsewhere =
        "reference="
            + TestFleet.encoded("registry.example.com/bank/cart:1")
            + "&digest="
            + image.digest();

    Answer quiet = fleet.upload("till", bank, lie, elsewhere);
    assertThat(quiet.status()).isEqualTo(200);
    Answer loud = fleet.upload("till", bank, lie, elsewhere + "&replace=true");
    assertThat(loud.status()).isEqualTo(403);
    assertThat(fleet.get(fleet.admin, "/images/" + image.digest() + "/sbom").body())
        .isEqualTo(image.document());

    byte[] better = TestImage.document(image.npm("right-pad", "1.0.1").bom());
    Answer replaced = fleet.upload("cart", fleet.admin, better, REFERENCE + "&replace=true");
    assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
    assertThat(replaced.json().path("components").asInt()).isEqualTo(3);
    assertThat(fleet.get(fleet.admin, "/images/" + image.digest() + "/sbom").body())
        .isEqualTo(better);
  }
}
