package dev.drydock.keyless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.attest.identity.IdentityException;
import dev.drydock.attest.identity.Outside;
import dev.drydock.attest.identity.SigningServices;
import dev.drydock.attest.identity.TrustedRoot;
import dev.drydock.limits.Limits;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Trusted roots from a repository: kept, renewed, and refused where somebody else made them.
@Timeout(60)
class TufRepositoryTest {
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  private static final Instant LATER = NOW.plusSeconds(86_400);

  @TempDir private Path cache;
  private TestRepository repository;
  private Instant now = NOW;

  @BeforeEach
  void start() throws Exception {
    repository = new TestRepository();
    publish("one", LATER);
  }

  @AfterEach
  void stop() {
    repository.close();
  }

  private void publish(String content, Instant expires) {
    repository.publish(Map.of(TufRepository.TRUSTED_ROOT, content), expires);
  }

  private String read() throws Exception {
    return read(repository.url(), repository.root());
  }

  private String read(URI mirror, byte[] root) throws Exception {
    Outside outside =
        new Outside(
            HttpClient.newHttpClient(),
            "drydock-test",
            InstantSource.fixed(now),
            cache,
            Limits.defaults());
    byte[] content =
        TufRepository.open(mirror, root, new Requests(outside), outside)
            .target(TufRepository.TRUSTED_ROOT);
    return content == null ? "none" : new String(content, StandardCharsets.UTF_8);
  }

  private AbstractThrowableAssert<?, ?> refused() {
    return assertThatThrownBy(this::read)
        .isInstanceOf(IdentityException.class)
        .hasMessageStartingWith("the TUF repository at localhost cannot be trusted or used: ")
        .hasMessageEndingWith("; a trusted root of your own can be named with --trusted-root FILE")
        .hasMessageNotContainingAny("\n");
  }

  @Test
  void whatItVouchesForIsFetchedOnceAndRenewed() throws Exception {
    assertThat(read()).isEqualTo("one");
    assertThat(repository.requests)
        .containsExactly(
            "2.root.json",
            "timestamp.json",
            "1.snapshot.json",
            "1.targets.json",
            "targets/" + Keys.hex("one".getBytes(StandardCharsets.UTF_8)) + ".trusted_root.json");
    repository.requests.clear();
    assertThat(read()).isEqualTo("one");
    assertThat(repository.requests).containsExactly("2.root.json", "timestamp.json");
    publish("two", LATER);
    assertThat(read()).isEqualTo("two");
  }

  @Test
  void whatWasKeptServesUntilItsEndWhereNobodyAnswers() throws Exception {
    assertThat(read()).isEqualTo("one");
    URI gone = repository.url();
    byte[] root = repository.root();
    repository.close();
    assertThat(read(gone, root)).isEqualTo("one");
    now = LATER.plusSeconds(1);
    assertThatThrownBy(() -> read(gone, root))
        .isInstanceOf(IdentityException.class)
        .hasMessageStartingWith(
            "the TUF repository at localhost cannot be trusted or used: the TUF repository at"
                + " localhost cannot be used: ");
  }

  @Test
  void repositoriesThatStandStillAreNoticed() throws Exception {
    assertThat(read()).isEqualTo("one");
    now = LATER.plusSeconds(1);
    refused().hasMessageContaining("what it says of itself is over, and it has nothing newer");
  }

  @Test
  void whatSomebodyElseSignedOrChangedIsRefused() throws Exception {
    try (TestRepository other = new TestRepository()) {
      other.publish(Map.of(TufRepository.TRUSTED_ROOT, "evil"), LATER);
      assertThatThrownBy(() -> read(other.url(), repository.root()))
          .isInstanceOf(IdentityException.class)
          .hasMessageStartingWith("the TUF repository at localhost cannot be trusted or used: ");
      assertThat(other.requests).containsExactly("2.root.json", "timestamp.json");
    }
    String target = "targets/" + Keys.hex("one".getBytes(StandardCharsets.UTF_8));
    repository.files.put(target + ".trusted_root.json", "own".getBytes(StandardCharsets.UTF_8));
    refused();
    repository.files.remove(target + ".trusted_root.json");
    refused();
    repository.files.put("timestamp.json", new byte[200_000]);
    refused();
    repository.files.put("timestamp.json", "{}".getBytes(StandardCharsets.UTF_8));
    refused();
  }

  @Test
  void olderVersionsAreRefused() throws Exception {
    byte[] old = repository.files.get("timestamp.json");
    publish("two", LATER);
    assertThat(read()).isEqualTo("two");
    repository.files.put("timestamp.json", old);
    refused();
  }

  @Test
  void anotherFirstRootIsAnotherTrust() throws Exception {
    assertThat(read()).isEqualTo("one");
    try (TestRepository other = new TestRepository()) {
      assertThatThrownBy(() -> read(repository.url(), other.root()))
          .isInstanceOf(IdentityException.class);
    }
    assertThat(read()).isEqualTo("one");
  }

  @Test
  void whatItDoesNotHaveIsNamed() throws Exception {
    repository.publish(Map.of("other.json", "{}"), Instant.now().plusSeconds(3600));
    TrustedRoot root = new TrustedRoot.Repository(repository.url(), repository.root());
    assertThatThrownBy(() -> new Sigstore().verifier(root, TestSigstore.outside(cache)))
        .isInstanceOf(IdentityException.class)
        .hasMessage(
            "the TUF repository at localhost has no trusted_root.json; it is not one of a"
                + " Sigstore, or its --tuf-mirror is another address");
    assertThatThrownBy(
            () ->
                new Sigstore()
                    .signer(
                        SigningServices.known(),
                        root,
                        TestSigstore.token("\"email\":\"ada@example.test\""),
                        TestSigstore.outside(cache)))
        .isInstanceOf(IdentityException.class)
        .hasMessageStartingWith("nobody says where to sign: ");
  }

  @Test
  void servicesComeFromTheSamePlace() throws Exception {
    try (TestSigstore sigstore = new TestSigstore()) {
      repository.publish(
          Map.of(
              TufRepository.TRUSTED_ROOT,
              sigstore.trustedRoot(),
              TufRepository.SIGNING_CONFIG,
              sigstore.signingConfig(2, true)),
          Instant.now().plusSeconds(3600));
      TrustedRoot root = new TrustedRoot.Repository(repository.url(), repository.root());
      byte[] bundle =
          new Sigstore()
              .signer(
                  SigningServices.known(),
                  root,
                  TestSigstore.token("\"email\":\"ada@example.test\""),
                  TestSigstore.outside(cache))
              .sign("application/vnd.in-toto+json", "{}".getBytes(StandardCharsets.UTF_8));
      assertThat(
              new Sigstore()
                  .verifier(root, TestSigstore.outside(cache))
                  .verify(bundle, new byte[0])
                  .identity()
                  .subject())
          .isEqualTo("ada@example.test");
      assertThat(sigstore.requests)
          .containsExactly(
              "POST /api/v2/signingCert", "POST /api/v1/timestamp", "POST /api/v2/log/entries");
    }
  }
}
