package dev.drydock.cache.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.drydock.image.registry.ProxyRules;
import dev.drydock.image.registry.RegistrySettings;
import dev.drydock.image.registry.UrlTransport;
import dev.drydock.testkit.AwsSignatureCheck;
import dev.drydock.testkit.ObjectServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against a server that checks signatures by itself.
class S3StoreTest {
  private static final String NAME = "ab".repeat(32);
  private static final AwsCredentials RIGHT = new AwsCredentials("AKIA1", "s3cr3t/+", "t0k3n");

  private final ObjectServer server;

  S3StoreTest() throws IOException {
    server = ObjectServer.signed(new AwsSignatureCheck("AKIA1", "s3cr3t/+", "eu-west-1", "t0k3n"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private S3Store store(@Nullable AwsCredentials credentials, InstantSource clock) {
    return store("eu-west-1", credentials, clock);
  }

  private S3Store store(String region, @Nullable AwsCredentials credentials, InstantSource clock) {
    RegistrySettings settings =
        RegistrySettings.defaults(ProxyRules.none(), "test", clock, new SplittableRandom(1))
            .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));
    S3Location location =
        S3Location.parse(
            "s3://layers/ci?region=" + region + "&endpoint=http://" + server.host(), Map.of());
    return new S3Store(location, credentials, new UrlTransport(settings), clock);
  }

  @Test
  void givesWhatItWasGiven() throws Exception {
    S3Store store = store(RIGHT, InstantSource.system());
    assertThat(store.get(NAME, 1000)).isNull();
    byte[] entry = new byte[300_000];
    new Random(1).nextBytes(entry);
    ByteBuffer part = ByteBuffer.wrap(entry, 10, 200_000);
    store.put(NAME, part);
    assertThat(part.hasRemaining()).isFalse();
    byte[] kept = Arrays.copyOfRange(entry, 10, 200_010);
    assertThat(server.objects()).containsOnlyKeys("/layers/ci/" + NAME + ".layer");
    assertThat(server.objects().get("/layers/ci/" + NAME + ".layer")).isEqualTo(kept);
    assertThat(store.get(NAME, 200_000)).isEqualTo(kept);
    assertThat(store.get(NAME, 199_999)).isNull();
    store.put(NAME, ByteBuffer.wrap(new byte[] {1}));
    assertThat(store.get(NAME, 10)).containsExactly(1);
    store.remove(NAME);
    assertThat(store.get(NAME, 10)).containsExactly(1);
  }

  @Test
  void saysWhatIsMissing() {
    assertThatIOException()
        .isThrownBy(() -> store(null, InstantSource.system()).get(NAME, 10))
        .withMessage(
            "there are no credentials for it; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void saysWhatIsWrong() {
    AwsCredentials unknown = new AwsCredentials("AKIA2", "s3cr3t/+", "t0k3n");
    AwsCredentials wrong = new AwsCredentials("AKIA1", "wrong", "t0k3n");
    AwsCredentials tokenless = new AwsCredentials("AKIA1", "s3cr3t/+", null);
    assertRefused(
        store(unknown, InstantSource.system()), "InvalidAccessKeyId", "check AWS_ACCESS_KEY_ID");
    assertRefused(
        store(wrong, InstantSource.system()), "SignatureDoesNotMatch", "check AWS_ACCESS_KEY_ID");
    assertRefused(
        store(tokenless, InstantSource.system()), "InvalidToken", "check AWS_ACCESS_KEY_ID");
    assertRefused(
        store(RIGHT, () -> Instant.parse("2013-05-24T00:00:00Z")),
        "RequestTimeTooSkewed",
        "the clock of this machine is wrong; set it");
    assertRefused(
        store("us-east-1", RIGHT, InstantSource.system()),
        "AuthorizationHeaderMalformed",
        "the bucket is not in region us-east-1; name its region, with ?region= or AWS_REGION");
    assertThat(server.objects()).isEmpty();
  }

  private static void assertRefused(S3Store store, String code, String words) {
    assertThatIOException()
        .isThrownBy(() -> store.get(NAME, 10))
        .withMessageContaining(words)
        .withMessageContaining("(HTTP 403, " + code + ")")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cr3t", "t0k3n"));
    assertThatIOException()
        .isThrownBy(() -> store.put(NAME, ByteBuffer.wrap(new byte[] {1})))
        .withMessageContaining(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | NoSuchBucket | there is no bucket layers; check its name (HTTP 404, NoSuchBucket)",
        "403 | AccessDenied | it refuses access; the credentials need s3:GetObject, s3:PutObject and s3:ListBucket (HTTP 403, AccessDenied)",
        "400 | ExpiredToken | the credentials have expired; get new ones (HTTP 400, ExpiredToken)",
        "503 | SlowDown | it is busy; later it may do (HTTP 503, SlowDown)",
        "301 | PermanentRedirect | the bucket is not in region eu-west-1 but in eu-north-1, with ?region= or AWS_REGION (HTTP 301, PermanentRedirect)",
        "418 | <b>tea | it does not do as S3 does (HTTP 418)",
      })
  void puts(int status, String code, String words) {
    server.failWith(
        status,
        code,
        Map.of("x-amz-bucket-region", "eu-north-1", "Location", "http://192.0.2.1/elsewhere"));
    S3Store store = store(RIGHT, InstantSource.system());
    assertThatIOException().isThrownBy(() -> store.get(NAME, 10)).withMessage(words);
    assertThatIOException()
        .isThrownBy(() -> store.put(NAME, ByteBuffer.wrap(new byte[] {1})))
        .withMessage(words);
    assertThat(server.requests()).hasSize(2);
  }
}
