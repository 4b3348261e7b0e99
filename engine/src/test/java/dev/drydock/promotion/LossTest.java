package dev.drydock.promotion;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.drydock.image.Digest;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.testkit.Artifact;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Connections that break in the middle of a blob, tags that move, and lists that are not as they
/// should be: survived, or told.
@Timeout(60)
class LossTest {
  private static final BuiltImage APP = Ways.image("shop", "linux/amd64", 1);
  private static final Blob LAYER = APP.layers().getFirst();

  private FallibleRegistry source;
  private FallibleRegistry target;

  @BeforeEach
  void start() throws Exception {
    source = new FallibleRegistry();
    target = new FallibleRegistry();
    source.push("shop", "1", APP);
  }

  @AfterEach
  void stop() {
    source.close();
    target.close();
  }

  private Promotion promotion() {
    return Ways.promotion(source.host() + "/shop:1", target.host() + "/prod:1");
  }

  private Outcome.Promoted promoted(ImageJudge judge) throws Exception {
    Outcome outcome = Ways.promote(promotion(), judge);
    assertThat(outcome).isInstanceOf(Outcome.Promoted.class);
    new Downstairs(target, "prod").assertWhole();
    assertThat(target.get("prod/blobs/" + LAYER.digest()))
        .extracting(Blob::bytes)
        .isEqualTo(LAYER.bytes());
    return (Outcome.Promoted) outcome;
  }

  @Test
  void downloadGoesOnWhereItBroke() throws Exception {
    List<String> ranges = new CopyOnWriteArrayList<>();
    source.fail(
        (exchange, request) -> {
          if (!request.equals("GET /v2/shop/blobs/" + LAYER.digest())) {
            return false;
          }
          String range = exchange.getRequestHeaders().getFirst("Range");
          ranges.add(String.valueOf(range));
          part(exchange, range);
          return true;
        });
    assertThat(promoted(Ways.LENIENT).copied().copied()).isEqualTo(3);
    assertThat(ranges).hasSizeGreaterThan(2);
    assertThat(ranges.getFirst()).isEqualTo("null");
    assertThat(ranges.subList(1, ranges.size())).allMatch(range -> range.matches("bytes=\\d+-"));
  }

  /// At most 128 KiB of what is asked for, then the connection ends.
  private static void part(HttpExchange exchange, String range) throws IOException {
    Matcher asked = Pattern.compile("bytes=(\\d+)-").matcher(String.valueOf(range));
    int from = asked.matches() ? Integer.parseInt(asked.group(1)) : 0;
    int length = LAYER.bytes().length;
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (length - 1) + "/" + length);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, length - from);
    exchange.getResponseBody().write(LAYER.bytes(), from, Math.min(128 << 10, length - from));
    exchange.getResponseBody().flush();
  }

  @Test
  void uploadGoesOnWhereItBroke() throws Exception {
    AtomicInteger broken = new AtomicInteger();
    target.fail(
        (exchange, request) -> {
          if (!request.startsWith("PUT /v2/prod/blobs/uploads/")
              || !exchange.getRequestURI().getQuery().endsWith(LAYER.digest())
              || broken.getAndIncrement() > 0) {
            return false;
          }
          target.arrive(
              exchange.getRequestURI().getPath(), exchange.getRequestBody().readNBytes(200_000));
          return true;
        });
    assertThat(promoted(Ways.LENIENT).copied().copied()).isEqualTo(3);
    // asked how far it has come, and sent the rest
    assertThat(
            target.requests().stream()
                .filter(request -> request.startsWith("GET /v2/prod/blobs/") || isChunk(request)))
        .hasSize(2);
  }

  private static boolean isChunk(String request) {
    return request.startsWith("PATCH /v2/prod/blobs/");
  }

  @Test
  void uploadThatTheRegistryForgotBeginsAgain() throws Exception {
    ConcurrentHashMap<String, Boolean> lost = new ConcurrentHashMap<>();
    AtomicInteger uploads = new AtomicInteger();
    target.fail(
        (exchange, request) -> {
          String path = exchange.getRequestURI().getPath();
          if (request.startsWith("PUT /v2/prod/blobs/uploads/") && uploads.getAndIncrement() < 2) {
            exchange.getRequestBody().readNBytes(1_000);
            lost.put(path, true);
            return true;
          }
          if (request.startsWith("GET /v2/prod/blobs/uploads/") && lost.containsKey(path)) {
            FallibleRegistry.send(exchange, 404, "text/plain", new byte[0]);
            return true;
          }
          return false;
        });
    assertThat(promoted(Ways.LENIENT).copied().copied()).isEqualTo(3);
    assertThat(lost).hasSize(2);
  }

  @Test
  void tagThatMovesWhileItIsJudgedIsTold() throws Exception {
    BuiltImage newer = Ways.image("newer", "linux/amd64", 3);
    Outcome.Promoted outcome =
        promoted(
            (image, _) -> {
              assertThat(image.digest()).hasToString(APP.manifest().digest());
              source.push("shop", "1", newer);
              return Ways.PASS;
            });
    assertThat(outcome.digest()).hasToString(APP.manifest().digest());
    assertThat(outcome.notes())
        .containsExactly(
            source.host()
                + "/shop:1 points to "
                + newer.manifest().digest()
                + " meanwhile; this is about "
                + APP.manifest().digest()
                + ", which it pointed to at the beginning");
    assertThat(new Downstairs(target, "prod").text("manifests/1"))
        .isEqualTo(new Downstairs(source, "shop").text("manifests/" + APP.manifest().digest()));
    // its tag is asked for at the beginning and at the end, and nothing else ever is
    assertThat(source.requests().stream().filter("GET /v2/shop/manifests/1"::equals)).hasSize(2);
  }

  @Test
  void whatIsListedAndNotThereIsToldAndLeftOut() throws Exception {
    Artifact gone =
        Artifact.of("application/vnd.example.note", APP.manifest()).with("a", "text/plain", "");
    Artifact other = Artifact.of("application/vnd.example.note", LAYER).with("b", "text/plain", "");
    source.put("shop", "other", other.manifest());
    source.put(
        "shop",
        APP.manifest().digest().replace(':', '-'),
        BuiltImage.index(gone.descriptor() + "," + other.descriptor()));
    assertThat(promoted(Ways.LENIENT).notes())
        .containsExactlyInAnyOrder(
            gone.manifest().digest()
                + " is listed beside "
                + APP.manifest().digest()
                + ", but is not there; not copied",
            other.manifest().digest()
                + " is listed beside "
                + APP.manifest().digest()
                + ", but is about another; not copied");
    assertThat(new Downstairs(target, "prod").beside(APP.manifest().digest())).hasSize(1);
  }

  @Test
  void signaturesThatAreThereStayBesideThoseThatCome() throws Exception {
    Ways.sign(Ways.repository(source.host() + "/shop:1"));
    target.push("prod", "before", APP);
    Ways.sign(Ways.repository(target.host() + "/prod:before"), Ways.OTHER, "passed");
    promoted(Ways.LENIENT);
    Downstairs upstairs = new Downstairs(source, "shop");
    Downstairs downstairs = new Downstairs(target, "prod");
    for (String end : List.of(".sig", ".att")) {
      String tag = "manifests/" + APP.manifest().digest().replace(':', '-') + end;
      List<String> came = Downstairs.digests(upstairs.text(tag));
      // its config, and one document more
      assertThat(Downstairs.digests(downstairs.text(tag)))
          .hasSize(came.size() + 1)
          .containsAll(came.subList(1, came.size()));
    }
    RegistryRepository repository = Ways.repository(target.host() + "/prod:1");
    assertThat(repository.referrers(Digest.parse(APP.manifest().digest())).manifests()).hasSize(5);
    // once more, and nothing more is added
    List<String> paths = target.paths().stream().sorted().toList();
    promoted(Ways.LENIENT);
    assertThat(target.paths().stream().sorted().toList()).isEqualTo(paths);
  }

  @Test
  void whatTheRegistryHasButDoesNotListIsPushedAgain() throws Exception {
    Ways.sign(Ways.repository(source.host() + "/shop:1"));
    String subject = APP.manifest().digest();
    List<String> beside = new Downstairs(source, "shop").beside(subject);
    assertThat(beside).isNotEmpty();
    try (FallibleRegistry lists = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      // as they came before the registry kept a list
      for (String digest : beside) {
        lists.put(
            "prod/manifests/" + digest, requireNonNull(source.get("shop/manifests/" + digest)));
      }
      Promotion promotion = Ways.promotion(source.host() + "/shop:1", lists.host() + "/prod:1");
      assertThat(Ways.promote(promotion, Ways.LENIENT)).isInstanceOf(Outcome.Promoted.class);
      assertThat(lists.referrers("prod", subject)).containsAll(beside);
      assertThat(lists.get("prod/manifests/" + subject.replace(':', '-'))).isNull();
    }
  }

  @Test
  void layersThatMayNotBeHandedOnAreLeftWhereTheyAre() throws Exception {
    String foreign = "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip";
    String text =
        new String(APP.manifest().bytes(), StandardCharsets.UTF_8)
            .replaceFirst("application/vnd.oci.image.layer.v1.tar\\+gzip", foreign);
    Blob manifest = Blob.of(text.getBytes(StandardCharsets.UTF_8), APP.manifest().mediaType());
    try (FallibleRegistry windows = new FallibleRegistry()) {
      for (Blob blob : APP.blobs()) {
        if (!blob.equals(LAYER)) {
          windows.put("shop/blobs/" + blob.digest(), blob);
        }
      }
      windows.put("shop", "1", manifest);
      Promotion promotion = Ways.promotion(windows.host() + "/shop:1", target.host() + "/prod:1");
      Outcome outcome = Ways.promote(promotion, Ways.LENIENT);
      assertThat(outcome.notes())
          .containsExactly(
              "a layer is kept elsewhere, as the licence forbids to hand it on; not copied");
      assertThat(target.get("prod/manifests/1"))
          .extracting(Blob::bytes)
          .isEqualTo(manifest.bytes());
      assertThat(target.get("prod/blobs/" + LAYER.digest())).isNull();
    }
  }
}
