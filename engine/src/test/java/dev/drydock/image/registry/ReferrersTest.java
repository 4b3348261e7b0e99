package dev.drydock.image.registry;

import static dev.drydock.image.registry.PlayedRegistry.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.registry.AttachedDocuments.Attached;
import dev.drydock.image.registry.AttachedDocuments.Found;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Artifact;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.OciRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of what refers to an image: registries that keep them, that do not, and that mean harm.
@Timeout(60)
class ReferrersTest {
  private static final BuiltImage APP = Reading.APP;
  private static final String DIGEST = APP.manifest().digest();
  private static final String LIST = "/v2/app/referrers/" + DIGEST;
  private static final String CYCLONEDX = "application/vnd.cyclonedx+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  @Test
  void areListedByTheApi() throws Exception {
    try (OciRegistry registry = OciRegistry.start()) {
      fill(registry, 3);

      assertThat(texts(find(registry.host())))
          .containsExactly("a referrer: bom 0", "a referrer: bom 1", "a referrer: bom 2");
      assertThat(registry.requests())
          .contains(LIST)
          .noneMatch(request -> request.endsWith("/manifests/" + DIGEST.replace(':', '-')));
    }
  }

  @Test
  void areListedPageByPage() throws Exception {
    try (OciRegistry registry = OciRegistry.withPagesOf(2)) {
      fill(registry, 5);

      Found found = find(registry.host());
      assertThat(texts(found))
          .containsExactly(
              "a referrer: bom 0",
              "a referrer: bom 1",
              "a referrer: bom 2",
              "a referrer: bom 3",
              "a referrer: bom 4");
      assertThat(found.warnings()).isEmpty();
      assertThat(registry.requests().stream().filter(request -> request.startsWith(LIST)))
          .containsExactly(LIST, LIST + "?from=2", LIST + "?from=4");
    }
  }

  @Test
  void areListedByTheTagWhereThereIsNoApi() throws Exception {
    try (OciRegistry registry = OciRegistry.withoutReferrers()) {
      fill(registry, 2);

      assertThat(texts(find(registry.host())))
          .containsExactly("a referrer: bom 0", "a referrer: bom 1");
      assertThat(registry.requests())
          .contains(LIST, "/v2/app/manifests/" + DIGEST.replace(':', '-'));
    }
  }

  @Test
  void ofOtherKindsAreNotFetched() throws Exception {
    try (OciRegistry registry = OciRegistry.start()) {
      registry.push("app", "1", APP);
      Artifact signature =
          Artifact.of("application/vnd.cncf.notary.signature", APP.manifest())
              .with("sig", "application/jose+json", "");
      Artifact untold =
          Artifact.of(null, APP.manifest()).with("bom", CYCLONEDX, "").with("no", "text/plain", "");
      Artifact generic =
          Artifact.of("application/spdx+json", APP.manifest()).with("spdx", "text/plain", "");
      for (Artifact artifact : List.of(signature, untold, generic)) {
        registry.attach("app", artifact);
      }

      assertThat(texts(find(registry.host())))
          .containsExactly("a referrer: bom", "a referrer: spdx");
      assertThat(registry.requests())
          .noneMatch(request -> request.endsWith(signature.manifest().digest()));
    }
  }

  @Test
  void aboutAnotherImageArePassedOver() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      Artifact stray =
          Artifact.of(CYCLONEDX, Blob.of(new byte[] {1}, APP.manifest().mediaType()))
              .with("bom", CYCLONEDX, "");
      list(registry, null, stray);
      assertThat(find(registry.host()))
          .isEqualTo(
              new Found(
                  List.of(),
                  Set.of(Digest.parse(DIGEST)),
                  List.of(
                      "a referrer of "
                          + registry.host()
                          + "/app:1 names another image as its subject; passed over")));
    }
  }

  @Test
  void missingOrDamagedOnesDoNotHideTheOthers() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      Artifact missing = Artifact.of(CYCLONEDX, APP.manifest()).with("a", CYCLONEDX, "");
      Artifact damaged = Artifact.of(CYCLONEDX, APP.manifest()).with("b", CYCLONEDX, "");
      Artifact whole = Artifact.of(CYCLONEDX, APP.manifest()).with("c", CYCLONEDX, "");
      list(registry, null, missing, damaged, whole);
      registry.on(
          "/v2/app/manifests/" + missing.manifest().digest(),
          (exchange, _) -> send(exchange, 404, Map.of(), "{}"));
      registry.on(
          "/v2/app/blobs/" + damaged.layers().getFirst().blob().digest(),
          (exchange, _) -> send(exchange, 200, Map.of(), "x"));

      Found found = find(registry.host());
      assertThat(texts(found)).containsExactly("a referrer: c");
      assertThat(found.warnings())
          .satisfiesExactly(
              first -> assertThat(first).startsWith("passed over: ").contains("has no image"),
              second -> assertThat(second).contains("it is not what its digest"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 406, 501})
  void statusesThatMeanThereIsNoApi(int status) throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(LIST, (exchange, _) -> send(exchange, status, Map.of(), "no"));
      byTag(registry);
      assertThat(texts(find(registry.host()))).containsExactly("a referrer: by tag");
    }
  }

  @Test
  void aRegistryThatFailsIsNoRegistryWithoutDocuments() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(LIST, (exchange, _) -> send(exchange, 503, Map.of(), ""));
      byTag(registry);
      assertThatThrownBy(() -> find(registry.host()))
          .isInstanceOf(ImageException.class)
          .hasMessageContaining("cannot serve what refers to");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/html,<html>",
    "application/json,{}",
    INDEX + ",{\"manifests\": 7",
    INDEX + ",[]"
  })
  void answersThatAreNoListLeadToTheTag(String mediaType, String body) throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(
          LIST, (exchange, _) -> send(exchange, 200, Map.of("Content-Type", mediaType), body));
      byTag(registry);
      Found found = find(registry.host());
      assertThat(texts(found)).containsExactly("a referrer: by tag");
      assertThat(found.warnings()).hasSize(mediaType.equals(INDEX) ? 1 : 0);
    }
  }

  @Test
  void anEndlessAnswerIsCutOff() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(
          LIST,
          (exchange, _) -> {
            exchange.getResponseHeaders().set("Content-Type", INDEX);
            exchange.sendResponseHeaders(200, 0);
            byte[] space = " ".repeat(65536).getBytes(StandardCharsets.US_ASCII);
            while (true) {
              exchange.getResponseBody().write(space);
            }
          });
      byTag(registry);
      Found found = find(registry.host());
      assertThat(texts(found)).containsExactly("a referrer: by tag");
      assertThat(found.warnings())
          .singleElement()
          .asString()
          .contains("cannot be read", "goes over the limit");
    }
  }

  @Test
  void pagesThatGoRoundInCirclesEnd() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      list(registry, "<" + LIST + "?page=1>; rel=next", bom("one"));

      Found found = find(registry.host());
      assertThat(texts(found)).containsExactly("a referrer: one");
      assertThat(registry.asked(LIST)).hasSize(2);
      assertThat(found.warnings()).singleElement().asString().endsWith("goes round in circles");
    }
  }

  @Test
  void pagesWithoutEndEnd() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      byte[] empty = BuiltImage.index("").bytes();
      registry.on(
          LIST,
          (exchange, asked) -> {
            String query = asked.query();
            int page = query == null ? 0 : Integer.parseInt(query);
            String link = "<?" + (page + 1) + ">; rel=\"next\"";
            send(exchange, 200, Map.of("Content-Type", INDEX, "Link", link), empty);
          });
      Found found = find(registry.host());
      assertThat(found.documents()).isEmpty();
      assertThat(registry.asked(LIST)).hasSize(32);
      assertThat(found.warnings()).singleElement().asString().contains("more than 32 pages");
    }
  }

  @Test
  void thousandsOfReferrersAreCutOff() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      StringBuilder entries = new StringBuilder();
      for (int i = 0; i < 3000; i++) {
        entries
            .append(i == 0 ? "" : ",")
            .append(
                "{\"mediaType\":\"%s\",\"artifactType\":\"%s\",\"digest\":\"sha256:%064x\",\"size\":1}"
                    .formatted(APP.manifest().mediaType(), CYCLONEDX, i));
      }
      byte[] list = BuiltImage.index(entries.toString()).bytes();
      registry.on(LIST, (exchange, _) -> send(exchange, 200, Map.of("Content-Type", INDEX), list));

      Found found = find(registry.host());
      assertThat(found.documents()).isEmpty();
      assertThat(found.warnings()).anyMatch(warning -> warning.startsWith("more than 2000"));
    }
  }

  @Test
  void documentsThatAreTooLargeTogetherArePassedOver() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      String large = "x".repeat(70);
      list(registry, null, bom(large), bom("small"));
      Found found = find(registry.host(), documents(4000));
      assertThat(texts(found)).containsExactly("a referrer: " + large, "a referrer: small");

      Artifact huge = bom("y".repeat(3000));
      Artifact more = bom("z".repeat(3000));
      list(registry, null, huge, more, bom("small"));
      found = find(registry.host(), documents(4000));
      assertThat(texts(found))
          .containsExactly("a referrer: " + "y".repeat(3000), "a referrer: small");
      assertThat(found.warnings()).singleElement().asString().contains("too large together");
    }
  }

  @Test
  void aNextPageOfAnotherHostIsNotAskedFor() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP);
        PlayedRegistry other = new PlayedRegistry()) {
      for (String elsewhere :
          List.of("http://" + other.host() + "/v2/", "//" + other.host() + "/", "mailto:x", ":")) {
        list(registry, "<" + elsewhere + ">; rel=\"next\"", bom("one"));
        Found found = find(registry.host());
        assertThat(texts(found)).containsExactly("a referrer: one");
        assertThat(found.warnings()).singleElement().asString().contains("goes on elsewhere");
      }
      assertThat(other.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "</a?n=1>; rel=\"next\"|/a?n=1",
        "</a>;rel=next|/a",
        "</a>; title=\"x, <y>; rel=next\"; REL=\"last next\"|/a",
        "</a>; rel=\"prev\", </b>; rel=\"next\"|/b",
        "</a>; rel=\"previous-next\"|-",
        "</a>|-",
        "</a; rel=next|-",
        "next|-",
        "''|-"
      })
  void linksAreReadAsRfc8288HasThem(String header, @Nullable String target) {
    assertThat(PageLink.target(header)).isEqualTo(target);
  }

  /// The tests' registry is itself judged: by the words of the specification.
  @Test
  void theTestsRegistryFiltersByType() throws Exception {
    try (OciRegistry registry = OciRegistry.withPagesOf(1);
        HttpClient client = HttpClient.newHttpClient()) {
      registry.push("app", "1", APP);
      for (String type : List.of("a/a+json", "b/b", "a/a+json")) {
        registry.attach(
            "app",
            Artifact.of(type, APP.manifest())
                .with(
                    type + registry.requests(),
                    "text/plain",
                    "\"n\":\"" + System.nanoTime() + "\""));
      }
      URI all = URI.create("http://" + registry.host() + LIST);
      HttpResponse<String> first = get(client, URI.create(all + "?artifactType=a/a%2Bjson"));
      assertThat(first.headers().firstValue("OCI-Filters-Applied")).hasValue("artifactType");
      String next = PageLink.target(first.headers().firstValue("Link").orElseThrow());
      assertThat(next).isEqualTo(LIST + "?artifactType=a/a%2Bjson&from=1");
      HttpResponse<String> second = get(client, all.resolve(String.valueOf(next)));
      assertThat(second.headers().firstValue("Link")).isEmpty();
      assertThat(first.body() + second.body()).contains("a/a+json").doesNotContain("b/b");
      assertThat(
              get(client, URI.create(all.toString().replace(DIGEST, "sha256:" + "0".repeat(64)))))
          .satisfies(none -> assertThat(none.statusCode()).isEqualTo(200))
          .satisfies(none -> assertThat(none.body()).contains("\"manifests\":[]"));
    }
  }

  private static HttpResponse<String> get(HttpClient client, URI uri)
      throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static Artifact bom(String text) {
    return Artifact.of(CYCLONEDX, APP.manifest()).with(text, CYCLONEDX, "");
  }

  private static void fill(OciRegistry registry, int count) {
    registry.push("app", "1", APP);
    for (int i = 0; i < count; i++) {
      registry.attach("app", bom("bom " + i));
    }
  }

  /// Plays the API's list of these.
  private static void list(PlayedRegistry registry, @Nullable String link, Artifact... artifacts) {
    StringBuilder entries = new StringBuilder();
    for (Artifact artifact : artifacts) {
      entries.append(entries.isEmpty() ? "" : ",").append(artifact.descriptor());
      keep(registry, artifact);
    }
    byte[] list = BuiltImage.index(entries.toString()).bytes();
    registry.on(
        LIST,
        (exchange, _) -> {
          if (link != null) {
            exchange.getResponseHeaders().set("Link", link);
          }
          send(exchange, 200, Map.of("Content-Type", INDEX), list);
        });
  }

  private static void keep(PlayedRegistry registry, Artifact artifact) {
    registry.manifest(artifact.manifest().digest(), artifact.manifest());
    for (Artifact.Layer layer : artifact.layers()) {
      registry.on(
          "/v2/app/blobs/" + layer.blob().digest(),
          (exchange, _) -> send(exchange, 200, Map.of(), layer.blob().bytes()));
    }
  }

  private static void byTag(PlayedRegistry registry) {
    Artifact artifact = bom("by tag");
    keep(registry, artifact);
    registry.manifest(DIGEST.replace(':', '-'), BuiltImage.index(artifact.descriptor()));
  }

  private static Limits documents(int bytes) {
    Limits usual = Limits.defaults();
    return new Limits(
        usual.layerEntries(),
        usual.layerBytes(),
        usual.expansionRatio(),
        usual.fileBytes(),
        bytes,
        usual.nesting(),
        usual.pathBytes(),
        usual.symlinks(),
        usual.archiveEntries(),
        usual.archiveBytes(),
        usual.components());
  }

  private static Found find(String host) throws IOException, InterruptedException {
    return find(host, Limits.defaults());
  }

  private static Found find(String host, Limits limits) throws IOException, InterruptedException {
    return AttachedDocuments.find(
        ImageReference.parse(host + "/app:1"),
        DocumentKind.BILL_OF_MATERIALS,
        Reading.AMD64,
        true,
        limits,
        CredentialStore.none(),
        TestSettings.quick());
  }

  private static List<String> texts(Found found) {
    return found.documents().stream().map(ReferrersTest::text).toList();
  }

  private static String text(Attached one) {
    return one.origin() + ": " + new String(one.document(), StandardCharsets.UTF_8);
  }
}
