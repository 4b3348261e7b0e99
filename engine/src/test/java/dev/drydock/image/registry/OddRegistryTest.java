package dev.drydock.image.registry;

import static dev.drydock.image.registry.PlayedRegistry.send;
import static dev.drydock.image.registry.Reading.AMD64;
import static dev.drydock.image.registry.Reading.APP;
import static dev.drydock.image.registry.Reading.assertRefused;
import static dev.drydock.image.registry.Reading.manifestPath;
import static dev.drydock.image.registry.Reading.open;
import static dev.drydock.image.registry.Reading.walk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Registries that say what cannot be.
@Timeout(60)
class OddRegistryTest {

  @Test
  void manifestOfAnotherDigestIsRefused() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      String asked = "sha256:" + "0".repeat(64);
      registry.on("/v2/app/manifests/" + asked, registry.answer(manifestPath()));
      ImageReference byDigest = ImageReference.parse(registry.host() + "/app:1@" + asked);
      assertRefused(
          () ->
              RegistryImages.open(
                  byDigest,
                  AMD64,
                  false,
                  Limits.defaults(),
                  CredentialStore.none(),
                  TestSettings.quick()),
          Kind.CORRUPT,
          "its manifest has the digest " + APP.manifest().digest() + ", not " + asked);
    }
  }

  @Test
  void manifestThatTheRegistryAnnouncedOtherwiseIsRefused() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(
          manifestPath(),
          (exchange, _) ->
              send(
                  exchange,
                  200,
                  Map.of("Docker-Content-Digest", "sha256:" + "0".repeat(64)),
                  APP.manifest().bytes()));
      assertRefused(() -> open(registry), Kind.CORRUPT, "the registry announced another");
    }
  }

  @Test
  void endlessManifestIsRefused() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(
          manifestPath(),
          (exchange, _) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] space = " ".repeat(65536).getBytes(StandardCharsets.US_ASCII);
            while (true) {
              exchange.getResponseBody().write(space);
            }
          });
      assertRefused(() -> open(registry), Kind.TOO_LARGE, "goes over the limit");
    }
  }

  @Test
  void configOfAnotherDigestOrSizeIsRefused() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      String path = "/v2/app/blobs/" + APP.config().digest();
      registry.on(
          path,
          (exchange, _) ->
              send(
                  exchange,
                  200,
                  Map.of(),
                  new String(APP.config().bytes(), StandardCharsets.UTF_8)
                      .replace("amd64", "arm64")));
      assertRefused(() -> open(registry), Kind.CORRUPT, "the config of", "is not what its digest");
      registry.on(path, (exchange, _) -> send(exchange, 200, Map.of(), "{}"));
      assertRefused(() -> open(registry), Kind.CORRUPT, "the config of", "is not what its digest");
    }
  }

  @Test
  void schemaOneIsRefusedKindly() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry()) {
      registry.manifest(
          "1",
          Blob.of(
              "{\"schemaVersion\":1,\"name\":\"app\",\"fsLayers\":[]}"
                  .getBytes(StandardCharsets.UTF_8),
              "application/vnd.docker.distribution.manifest.v1+prettyjws"));
      assertRefused(() -> open(registry), Kind.UNSUPPORTED, "schema 1", "push it again");
    }
  }

  @Test
  void attestationsAreNoImages() throws Exception {
    Blob attestation = Blob.of("{}".getBytes(StandardCharsets.UTF_8), APP.manifest().mediaType());
    String entry =
        attestation.descriptor().replaceFirst("}$", "")
            + ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},\"annotations\":"
            + "{\"vnd.docker.reference.type\":\"attestation-manifest\"}}";
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.manifest("1", BuiltImage.index(entry + "," + APP.indexEntry()));
      try (Image image = open(registry)) {
        assertThat(image.digest()).isEqualTo(Digest.parse(APP.manifest().digest()));
        assertThat(image.warnings()).isEmpty();
      }
    }
  }

  @Test
  void indexesWithinIndexesEnd() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      Blob index = BuiltImage.index(APP);
      for (int i = 0; i < 10; i++) {
        registry.manifest("1", index);
        index = BuiltImage.index(index.descriptor());
      }
      assertRefused(() -> open(registry), Kind.UNSUPPORTED, "indexes within indexes");
    }
  }

  @Test
  void pageForPeopleIsNoManifest() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry()) {
      registry.on(
          manifestPath(),
          (exchange, _) ->
              send(exchange, 200, Map.of("Content-Type", "text/html"), "<html>hello</html>"));
      assertRefused(() -> open(registry), Kind.CORRUPT, "is not valid JSON");
    }
  }

  @Test
  void endlessErrorIsCutOff() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry()) {
      registry.on(
          manifestPath(),
          (exchange, _) -> {
            exchange.sendResponseHeaders(404, 0);
            while (true) {
              exchange.getResponseBody().write(new byte[8192]);
            }
          });
      assertRefused(() -> open(registry), Kind.NOT_FOUND, "has no image");
    }
  }

  @Test
  void foreignLayerIsFetchedFromWhereItIs() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP);
        PlayedRegistry elsewhere = new PlayedRegistry()) {
      elsewhere.on(
          "/layer",
          (exchange, _) -> send(exchange, 200, Map.of(), APP.layers().getFirst().bytes()));
      foreign(
          registry,
          "\"file:///etc/passwd\",\"http://%1$s/none\",\"http://%1$s/layer\""
              .formatted(elsewhere.host()));
      try (Image image = open(registry)) {
        assertThat(walk(image)).containsExactly("noise", "end");
        assertThat(image.warnings()).isEmpty();
      }
      assertThat(elsewhere.asked()).hasSize(2);
    }
  }

  @Test
  void foreignLayerThatNobodyHasIsSkippedWithAWord() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      foreign(registry, "\"ftp://example.invalid/layer\"");
      try (Image image = open(registry)) {
        assertThat(walk(image)).isEmpty();
        assertThat(image.warnings()).hasSize(1);
        assertThat(image.warnings().getFirst())
            .startsWith("layer 0 of")
            .contains("skipped, so its packages are not in the result");
      }
    }
  }

  /// Makes the layer of `app:1` one that is kept elsewhere, and not in the registry.
  private static void foreign(PlayedRegistry registry, String urls) {
    Blob layer = APP.layers().getFirst();
    String descriptor =
        "{\"mediaType\":\"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip\","
            + "\"digest\":\"%s\",\"size\":%d,\"urls\":[%s]}"
                .formatted(layer.digest(), layer.bytes().length, urls);
    String manifest =
        new String(APP.manifest().bytes(), StandardCharsets.UTF_8)
            .replace(layer.descriptor(), descriptor);
    registry.manifest(
        "1", Blob.of(manifest.getBytes(StandardCharsets.UTF_8), APP.manifest().mediaType()));
    registry.on(Reading.layerPath(), (exchange, _) -> send(exchange, 404, Map.of(), ""));
  }
}
