package dev.drydock.image.registry;

import static dev.drydock.image.registry.Reading.assertRefused;
import static dev.drydock.image.registry.UploadsTest.attachment;
import static dev.drydock.image.registry.UploadsTest.noise;
import static dev.drydock.image.registry.UploadsTest.read;
import static dev.drydock.image.registry.UploadsTest.repository;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.ImageBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Uploads to registries that lose connections, lose what arrived, refuse, or lie.
@Timeout(60)
class UploadFaultsTest {
  private static final BuiltImage APP = new ImageBuilder().build();

  @Test
  void chunkThatArrivedInPartGoesOnThere() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      AtomicInteger patches = new AtomicInteger();
      registry.fail(
          (exchange, request) -> {
            if (!request.startsWith("PATCH") || patches.incrementAndGet() != 2) {
              return false;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            registry.arrive(exchange.getRequestURI().getPath(), Arrays.copyOf(body, 400));
            return true;
          });
      Digest digest = repository(registry.host() + "/app:1", 1000).pushBlob(noise(2_500), "noise");
      assertThat(registry.get("app/blobs/" + digest))
          .extracting(Blob::bytes)
          .isEqualTo(noise(2_500));
      assertThat(registry.requests().stream().map(UploadFaultsTest::verb))
          .containsExactly("GET", "HEAD", "POST", "PATCH", "PATCH", "GET", "PATCH", "PATCH", "PUT");
    }
  }

  private static String verb(String request) {
    return request.substring(0, request.indexOf(' '));
  }

  @Test
  void uploadThatTheRegistryForgotBeginsAgain() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      AtomicInteger patches = new AtomicInteger();
      registry.fail(
          (exchange, request) -> {
            int count = request.startsWith("PATCH") ? patches.incrementAndGet() : 0;
            if (count == 2 || patches.get() == 2 && request.startsWith("GET /v2/app/blobs/up")) {
              FallibleRegistry.send(exchange, count == 2 ? 500 : 404, "text/plain", new byte[0]);
              return true;
            }
            return false;
          });
      Digest digest = repository(registry.host() + "/app:1", 1000).pushBlob(noise(1_500), "noise");
      assertThat(registry.get("app/blobs/" + digest))
          .extracting(Blob::bytes)
          .isEqualTo(noise(1_500));
      assertThat(patches).hasValue(4);
    }
  }

  @Test
  void registryWithoutChunksGetsLargeBlobsInOnePiece() throws Exception {
    try (FallibleRegistry registry =
        new FallibleRegistry(FallibleRegistry.Trait.WHOLE_BLOBS_ONLY)) {
      RegistryRepository repository = repository(registry.host() + "/app:1", 1000);
      Digest digest = repository.pushBlob(noise(3_000), "noise");
      assertThat(read(repository, digest, 3_000)).isEqualTo(noise(3_000));
    }
  }

  @Test
  void connectionThatBreaksInTheMiddleOfASmallBlobIsTriedAgain() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      AtomicInteger broken = new AtomicInteger();
      registry.fail(
          (exchange, request) ->
              request.startsWith("PUT /v2/app/blobs/")
                  && broken.incrementAndGet() < 3
                  && exchange.getRequestBody().readNBytes(10).length == 10);
      Digest digest = repository(registry.host() + "/app:1", 1000).pushBlob(noise(900), "noise");
      assertThat(registry.get("app/blobs/" + digest)).extracting(Blob::bytes).isEqualTo(noise(900));
      assertThat(broken).hasValue(3);
    }
  }

  @Test
  void connectionThatAlwaysBreaksIsGivenUp() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.fail((_, request) -> request.startsWith("PUT") || request.startsWith("PATCH"));
      for (int size : new int[] {900, 3_000}) {
        assertRefused(
            () -> repository(registry.host() + "/app:1", 1000).pushBlob(noise(size), "the layer"),
            Kind.UNAVAILABLE,
            "broke again and again while the layer was sent",
            "look at the network");
      }
      registry.push("app", "1", APP);
      assertRefused(
          () -> repository(registry.host() + "/app:1", 1000).pushManifest("2", noise(9), "a/b"),
          Kind.UNAVAILABLE,
          "the manifest of 2");
    }
  }

  @Test
  void sourceThatGivesOtherBytesIsNotStored() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      RegistryRepository repository = repository(registry.host() + "/app:1", 1000);
      Digest digest = Digest.of("sha256", noise(8));
      assertRefused(
          () -> {
            repository.pushBlob(digest, 9, () -> new ByteArrayInputStream(noise(9)), "the layer");
            return null;
          },
          Kind.UNSUPPORTED,
          "does not accept the layer (HTTP 400, DIGEST_INVALID)");
      for (int said : new int[] {5_000, 50_000}) {
        assertRefused(
            () -> {
              repository.pushBlob(
                  digest, said, () -> new ByteArrayInputStream(noise(1_500)), "the layer");
              return null;
            },
            Kind.UNAVAILABLE,
            "the layer");
      }
      assertThat(registry.paths()).isEmpty();
    }
  }

  @Test
  void registryThatTellsAnotherDigestIsNotBelieved() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.fail(
          (exchange, request) -> {
            if (!request.startsWith("PUT")) {
              return false;
            }
            exchange.getRequestBody().readAllBytes();
            exchange
                .getResponseHeaders()
                .set("Docker-Content-Digest", Digest.of("sha256", noise(1)).toString());
            FallibleRegistry.send(exchange, 201, "text/plain", new byte[0]);
            return true;
          });
      RegistryRepository repository = repository(registry.host() + "/app:1", 1000);
      assertRefused(
          () -> repository.pushBlob(noise(5), "the layer"),
          Kind.CORRUPT,
          "took the layer under another digest",
          "do not trust it");
      assertRefused(
          () -> repository.pushManifest(noise(5), "a/b"), Kind.CORRUPT, "under another digest");
    }
  }

  @Test
  void refusalsSayWhatToDo() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      RegistryRepository repository = repository(registry.host() + "/app:1", 1000);
      refusing(registry, 403, "DENIED");
      assertRefused(
          () -> repository.pushBlob(noise(5), "the layer"),
          Kind.REFUSED,
          "does not let us write to app without a login; run docker login 127.0.0.1:");
      refusing(registry, 405, "UNSUPPORTED");
      assertRefused(
          () -> repository.pushBlob(noise(5), "the layer"),
          Kind.UNSUPPORTED,
          "takes no uploads (HTTP 405, UNSUPPORTED)",
          "read-only?");
      refusing(registry, 413, "SIZE_INVALID");
      assertRefused(
          () -> repository.pushManifest(noise(5), "a/b"), Kind.TOO_LARGE, "nothing as large");
      refusing(registry, 409, "DENIED");
      assertRefused(
          () -> repository.pushManifest("1", noise(5), "a/b"), Kind.UNSUPPORTED, "immutable?");
      refusing(registry, 404, "NAME_UNKNOWN");
      assertRefused(
          () -> repository.pushManifest("1", noise(5), "a/b"),
          Kind.UNSUPPORTED,
          "check that the repository app is there");
      refusing(registry, 503, "UNAVAILABLE");
      assertRefused(
          () -> repository.pushManifest("1", noise(5), "a/b"), Kind.UNAVAILABLE, "try again later");
      assertRefused(
          () -> repository.pushManifest("-", noise(5), "a/b"), Kind.NOT_FOUND, "cannot be a tag");
    }
  }

  private static void refusing(FallibleRegistry registry, int status, String code) {
    byte[] body = ("{\"errors\":[{\"code\":\"" + code + "\"}]}").getBytes(StandardCharsets.UTF_8);
    registry.fail(
        (exchange, request) -> {
          boolean writes = request.startsWith("P");
          if (writes) {
            exchange.getRequestBody().readAllBytes();
            FallibleRegistry.send(exchange, status, "application/json", body);
          }
          return writes;
        });
  }

  @Test
  void uploadIsNotLedToAnotherHostWithoutTls() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      for (String elsewhere :
          new String[] {"http://169.254.169.254/latest", "ftp://host/x", "https://u:p@host/x"}) {
        registry.fail(
            (exchange, request) -> request.startsWith("POST") && led(exchange, elsewhere));
        assertRefused(
            () -> repository(registry.host() + "/app:1", 1000).pushBlob(noise(5), "the layer"),
            Kind.UNAVAILABLE,
            elsewhere.startsWith("http:") ? "without encryption" : "no web address");
      }
    }
  }

  private static boolean led(HttpExchange exchange, String elsewhere) throws IOException {
    exchange.getResponseHeaders().set("Location", elsewhere);
    exchange.sendResponseHeaders(202, -1);
    return true;
  }

  @Test
  void whatOthersKeepUnderTheTagOfTheListIsNotOverwritten() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("app", "1", APP);
      String tag = APP.manifest().digest().replace(':', '-');
      registry.put("app", tag, APP.manifest());
      RegistryRepository repository = repository(registry.host() + "/app:1", 1000);
      assertRefused(
          () -> repository.attach(repository.resolve(), attachment("one"), "a note"),
          Kind.CORRUPT,
          "lies something else; delete that tag");
      assertThat(registry.get("app/manifests/" + tag)).isEqualTo(APP.manifest());
    }
  }

  @Test
  void listThatCannotBeReadIsNotOverwritten() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("app", "1", APP);
      RegistryRepository repository = repository(registry.host() + "/app:1", 1000);
      repository.attach(repository.resolve(), attachment("one"), "a note");
      String tag = "app/manifests/" + APP.manifest().digest().replace(':', '-');
      Blob list = registry.get(tag);
      registry.fail(
          (exchange, request) -> {
            boolean refused = request.equals("GET /v2/" + tag);
            if (refused) {
              FallibleRegistry.send(exchange, 403, "text/plain", new byte[0]);
            }
            return refused;
          });
      assertRefused(
          () -> repository.attach(repository.resolve(), attachment("two"), "a note"),
          Kind.REFUSED,
          "does not let us read");
      assertThat(registry.get(tag)).isEqualTo(list);
    }
  }

  @Test
  void whatOthersWroteInTheListStays() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("app", "1", APP);
      String tag = APP.manifest().digest().replace(':', '-');
      String entry =
          "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\""
              + Digest.of("sha256", noise(7))
              + "\",\"size\":7,\"x-other\":[1.50,null,true,\"\\u00e9\\n\\ud800\"]}";
      registry.put("app", tag, BuiltImage.index(entry));
      RegistryRepository repository = repository(registry.host() + "/app:1", 1000);
      Digest added = repository.attach(repository.resolve(), attachment("one"), "a note");
      Blob list = registry.get("app/manifests/" + tag);
      assertThat(new String(list == null ? noise(0) : list.bytes(), StandardCharsets.UTF_8))
          .contains(entry.replace("\\u00e9", "é"));
      assertThat(repository.referrers(repository.resolve().digest()).manifests())
          .extracting(Descriptor::digest)
          .containsExactly(Digest.of("sha256", noise(7)), added);
    }
  }

  @Test
  void tagThatOthersAlwaysOverwriteIsGivenUp() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("app", "1", APP);
      RegistryRepository repository = repository(registry.host() + "/app:1", 1000);
      String list = "/v2/app/manifests/" + APP.manifest().digest().replace(':', '-');
      registry.fail(
          (exchange, request) -> {
            boolean lost = request.equals("PUT " + list);
            if (lost) {
              exchange.getRequestBody().readAllBytes();
              FallibleRegistry.send(exchange, 201, "text/plain", new byte[0]);
            }
            return lost;
          });
      assertRefused(
          () -> repository.attach(repository.resolve(), attachment("one"), "a note"),
          Kind.UNAVAILABLE,
          "so that a note is not kept there");
    }
  }

  @Test
  void tokenIsAskedForWithTheRightToPush() throws Exception {
    byte[] token = "{\"token\":\"write\"}".getBytes(StandardCharsets.UTF_8);
    try (FallibleRegistry registry = new FallibleRegistry()) {
      AtomicInteger asked = new AtomicInteger();
      registry.fail(
          (exchange, request) -> {
            if (request.equals("GET /token")) {
              assertThat(exchange.getRequestURI().getQuery())
                  .isEqualTo("service=test&scope=repository:app:pull,push");
              asked.incrementAndGet();
              FallibleRegistry.send(exchange, 200, "application/json", token);
              return true;
            }
            if (request.equals("GET /v2/")
                || "Bearer write".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
              return false;
            }
            exchange
                .getResponseHeaders()
                .set(
                    "WWW-Authenticate",
                    "Bearer realm=\"http://%s/token\",service=\"test\",scope=\"%s\""
                        .formatted(registry.host(), "repository:app:pull,push"));
            FallibleRegistry.send(exchange, 401, "text/plain", new byte[0]);
            return true;
          });
      RegistryRepository repository = repository(registry.host() + "/app:1", 1000);
      Digest digest = repository.pushBlob(noise(2_100), "noise");
      repository.pushManifest("1", APP.manifest().bytes(), APP.manifest().mediaType());
      assertThat(registry.get("app/blobs/" + digest)).isNotNull();
      assertThat(asked).hasValue(1);
    }
  }
}
