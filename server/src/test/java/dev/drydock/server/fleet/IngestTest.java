package dev.drydock.server.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.fleet.TestFleet.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class IngestTest {
  private static final String REFERENCE = "registry.example.com/shop/cart:1.0";

  @Autowired TestServer server;
  @Autowired JdbcClient database;
  private TestFleet fleet;

  @BeforeEach
  void begin() {
    fleet = new TestFleet(server);
  }

  @Test
  void anImageComesOnceHoweverOftenItIsSent() {
    TestImage image = TestImage.of().npm("left-pad", "1.3.0");
    Answer first = fleet.upload(image, REFERENCE);
    Answer again = fleet.upload(image, REFERENCE);

    assertThat(first.status()).as(first.text()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(first.json().propertyNames())
        .containsExactlyInAnyOrder(
            "digest",
            "repository",
            "tag",
            "project",
            "team",
            "document",
            "components",
            "platform",
            "distribution",
            "ingestedAt");
    assertThat(first.json().path("digest").asString()).isEqualTo(image.digest());
    assertThat(first.json().path("repository").asString())
        .isEqualTo("registry.example.com/shop/cart");
    assertThat(first.json().path("tag").asString()).isEqualTo("1.0");
    assertThat(first.json().path("project").asString()).isEqualTo("cart");
    assertThat(first.json().path("team").asString()).isEqualTo("shop");
    assertThat(first.json().path("components").asInt()).isEqualTo(2);
    assertThat(first.json().path("platform").asString()).isEqualTo("linux/amd64");
    assertThat(first.json().path("distribution").asString()).isEqualTo("debian-12");
    assertThat(count("image")).isEqualTo(1);
    assertThat(count("repository")).isEqualTo(1);
  }

  @Test
  void whatWasSentIsWhatComesBack() {
    TestImage image = TestImage.of().npm("left-pad", "1.3.0");
    byte[] document = image.document();
    fleet.upload(image, REFERENCE);

    Answer plain = fleet.get(fleet.admin, "/images/" + image.digest() + "/sbom");
    Answer packed =
        fleet.send(
            "GET",
            "/images/" + image.digest() + "/sbom",
            fleet.admin,
            new byte[0],
            Map.of("Accept-Encoding", "gzip"));

    assertThat(plain.body()).isEqualTo(document);
    assertThat(packed.response().headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(packed.body()).isEqualTo(TestFleet.gzip(document));
  }

  @Test
  void ofManyAtOnceOneIsTheFirst() throws Exception {
    TestImage image = TestImage.of().npm("left-pad", "1.3.0").npm("right-pad", "1.0.1");
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> running =
          Stream.generate(() -> threads.submit(() -> fleet.upload(image, REFERENCE)))
              .limit(8)
              .toList();
      for (Future<Answer> one : running) {
        answers.add(one.get());
      }
    }

    assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(201, 200);
    assertThat(answers.stream().map(Answer::text).distinct()).hasSize(1);
    assertThat(count("image")).isEqualTo(1);
    assertThat(
            database
                .sql(
                    """
                    select count(*) from tag_period t join repository r on r.id = t.repository_id
                      join organisation o on o.id = r.organisation_id where o.name = ?
                    """)
                .param(fleet.organisation)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void differentImagesOfOneRepositoryComeAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> running = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        TestImage image = TestImage.of().npm("left-pad", "1.3." + i).npm("shared", "2.0.0");
        running.add(threads.submit(() -> fleet.upload(image, REFERENCE)));
      }
      for (Future<Answer> one : running) {
        Answer answer = one.get();
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
      }
    }

    assertThat(count("image")).isEqualTo(12);
    assertThat(
            database
                .sql(
                    """
                    select count(*) from repository_image ri join repository r on r.id = ri.repository_id
                      join organisation o on o.id = r.organisation_id where o.name = ? and ri.watched
                    """)
                .param(fleet.organisation)
                .query(Integer.class)
                .single())
        .as("the tag holds one")
        .isEqualTo(1);
  }

  @Test
  void aDocumentMayComePacked() {
    TestImage image = TestImage.of().npm("left-pad", "1.3.0");
    Answer answer =
        fleet.send(
            "POST",
            "/projects/cart/images?reference=" + TestFleet.encoded(REFERENCE),
            fleet.admin,
            TestFleet.gzip(image.document()),
            Map.of("Content-Encoding", "gzip"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(fleet.get(fleet.admin, "/images/" + image.digest() + "/sbom").body())
        .isEqualTo(image.document());
  }

  @Test
  void aDocumentInTheFormOfOthersIsRead() {
    String spdx =
        """
        {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "x", "dataLicense": "CC0-1.0",
         "documentNamespace": "https://example.com/x", "creationInfo": {"created": "2026-01-01T00:00:00Z", "creators": ["Tool: x"]},
         "packages": [{"SPDXID": "SPDXRef-a", "name": "left-pad", "versionInfo": "1.3.0", "downloadLocation": "NOASSERTION",
           "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:npm/left-pad@1.3.0"}]}]}
        """;
    Answer answer =
        fleet.upload(
            spdx.getBytes(UTF_8),
            "reference=" + TestFleet.encoded(REFERENCE) + "&digest=" + TestImage.sha256("spdx"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.json().path("components").asInt()).isEqualTo(1);
  }

  private int count(String table) {
    return database
        .sql(
            "select count(*) from "
                + table
                + " x join organisation o on o.id = x.organisation_id where o.name = ?")
        .param(fleet.organisation)
        .query(Integer.class)
        .single();
  }
}
