package dev.drydock.attest;

import static dev.drydock.attest.Beside.KEY;
import static dev.drydock.attest.Beside.NOW;
import static dev.drydock.attest.Beside.OTHER;
import static dev.drydock.attest.Beside.attestor;
import static dev.drydock.attest.Beside.json;
import static dev.drydock.attest.Beside.repository;
import static dev.drydock.attest.Beside.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.attest.Checked.Reason;
import dev.drydock.attest.Checked.Trusted;
import dev.drydock.attest.Checked.Untrusted;
import dev.drydock.attest.key.VerificationKey;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.image.Platform;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.CompactJson;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.FallibleRegistry.Trait;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What was signed is found and trusted, in all places; what others signed, or what is about
/// something else, too old or unknown, is not.
@Timeout(120)
class VerifierTest {
  private static final BuiltImage APP = new ImageBuilder().build();
  private static final String TEST = PredicateType.TEST.uri();

  @TempDir Path directory;

  @Test
  void allFormsAreFoundInARealRegistry() throws Exception {
    try (RegistryServer server = RegistryServer.start(directory)) {
      server.push("app", "1", APP);
      RegistryRepository repository = repository(server.host() + "/app:1");
      StoredManifest subject = repository.resolve();
      assertThat(verify(repository, subject).documents()).isEmpty();
      attestor(repository).sign(subject);
      attestor(repository).attest(subject, TEST, json("{\"result\":\"passed\"}"));
      Verification verification = verify(repository, subject);
      assertThat(verification.subject()).isEqualTo(subject.digest());
      assertThat(verification.warnings()).isEmpty();
      assertThat(verification.documents())
          .allSatisfy(one -> assertThat(one).isInstanceOf(Trusted.class))
          .extracting(one -> one.source().words(), one -> ((Trusted) one).predicateType())
          .containsExactly(
              tuple("a referrer", PredicateType.SIGNATURE.uri()),
              tuple("a referrer", TEST),
              tuple("cosign's signature", PredicateType.SIGNATURE.uri()),
              tuple("cosign's attestation", TEST));
      assertThat(verification.trusted(TEST))
          .allSatisfy(
              one -> {
                assertThat(one.signedAt()).isEqualTo(NOW);
                assertThat(one.signer()).isEqualTo(new Signer.KeyHolder(KEY.verificationKey()));
                assertThat(one.passed()).isTrue();
                assertThat(one.type()).contains(PredicateType.TEST);
                assertThat(CompactJson.text(one.predicate()))
                    .isEqualTo("{\"result\":\"passed\",\"attestedAt\":\"2026-05-04T03:02:01Z\"}");
              });
      assertThat(verification.signed()).isTrue();
    }
  }

  @Test
  void indexIsSignedAsAWhole() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(Trait.REFERRERS)) {
      registry.push("app", "amd64", APP);
      registry.put("app", "1", BuiltImage.index(APP));
      RegistryRepository repository = repository(registry.host() + "/app:1");
      StoredManifest index = repository.resolve();
      attestor(repository).sign(index);
      assertThat(verify(repository, index).signed()).isTrue();
      StoredManifest image = repository.resolve(Platform.parse("linux/amd64"));
      assertThat(image.digest()).hasToString(APP.manifest().digest());
      assertThat(verify(repository, image).documents()).isEmpty();
    }
  }

  @Test
  void whatAnotherKeySignedIsNotTrusted() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(Trait.REFERRERS)) {
      registry.push("app", "1", APP);
      RegistryRepository repository = repository(registry.host() + "/app:1");
      StoredManifest subject = repository.resolve();
      Attestor other = attestor(repository, OTHER, NOW, true);
      other.sign(subject);
      other.attest(subject, TEST, json("{\"result\":\"passed\"}"));
      Verification verification = verify(repository, subject);
      assertThat(verification.untrusted())
          .hasSize(4)
          .hasSameSizeAs(verification.documents())
          .allSatisfy(
              one -> {
                assertThat(one.reason()).isEqualTo(Reason.NO_TRUSTED_SIGNATURE);
                assertThat(one.told()).isEqualTo("none of the given keys has signed it as it is");
              });
      assertThat(verification.signed()).isFalse();
      assertThat(verification.newest(TEST)).isEmpty();
      attestor(repository).sign(subject);
      assertThat(verify(repository, subject).signed()).isTrue();
    }
  }

  @Test
  void oneOfSeveralKeysIsEnough() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(Trait.REFERRERS)) {
      registry.push("app", "1", APP);
      RegistryRepository repository = repository(registry.host() + "/app:1");
      StoredManifest subject = repository.resolve();
      attestor(repository, OTHER, NOW, true).sign(subject);
      List<VerificationKey> keys = List.of(KEY.verificationKey(), OTHER.verificationKey());
      Verification verification =
          new Verifier(repository, keys, Limits.defaults(), InstantSource.fixed(NOW))
              .verify(subject, Expectations.none());
      assertThat(verification.trusted(PredicateType.SIGNATURE.uri()))
          .hasSize(2)
          .allSatisfy(
              one ->
                  assertThat(one.signer())
                      .isEqualTo(new Signer.KeyHolder(OTHER.verificationKey())));
    }
  }

  /// Everything that was signed for one image is put beside another one, in all places.
  @Test
  void attestationOfAnotherImageIsNotTrusted() throws Exception {
    BuiltImage evil = new ImageBuilder().label("author", "somebody").build();
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("app", "1", APP);
      registry.push("app", "2", evil);
      RegistryRepository repository = repository(registry.host() + "/app:1");
      StoredManifest subject = repository.resolve();
      attestor(repository).sign(subject);
      attestor(repository).attest(subject, TEST, json("{\"result\":\"passed\"}"));
      String from = "sha256-" + APP.manifest().hex();
      String to = "sha256-" + evil.manifest().hex();
      for (String suffix : new String[] {"", ".sig", ".att"}) {
        registry.put("app", to + suffix, stored(registry, "app/manifests/" + from + suffix));
      }
      RegistryRepository other = repository(registry.host() + "/app:2");
      Verification verification = verify(other, other.resolve());
      assertThat(verification.untrusted())
          .hasSize(4)
          .hasSameSizeAs(verification.documents())
          .extracting(Untrusted::reason)
          .containsOnly(Reason.OTHER_SUBJECT);
    }
  }

  /// The manifest of a referrer is made to name another subject, the signed statement in it is not.
  @Test
  void signedStatementDecidesWhatItIsAbout() throws Exception {
    BuiltImage evil = new ImageBuilder().label("author", "somebody").build();
    try (FallibleRegistry registry = new FallibleRegistry(Trait.REFERRERS)) {
      registry.push("app", "1", APP);
      registry.push("app", "2", evil);
      RegistryRepository repository = repository(registry.host() + "/app:1");
      Attestor.Written written = attestor(repository, KEY, NOW, false).sign(repository.resolve());
      String manifest = text(stored(registry, "app/manifests/" + written.referrer()));
      String changed =
          manifest
              .replace(APP.manifest().digest(), evil.manifest().digest())
              .replace(
                  "\"size\":" + APP.manifest().bytes().length + "}",
                  "\"size\":" + evil.manifest().bytes().length + "}");
      repository.pushManifest(
          changed.getBytes(StandardCharsets.UTF_8), "application/vnd.oci.image.manifest.v1+json");
      RegistryRepository other = repository(registry.host() + "/app:2");
      Verification verification = verify(other, other.resolve());
      assertThat(verification.documents())
          .singleElement()
          .isInstanceOfSatisfying(
              Untrusted.class,
              one -> assertThat(one.told()).contains("about another image, and was put beside"));
    }
  }

  @Test
  void ageIsThatWhichWasSigned() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("app", "1", APP);
      RegistryRepository repository = repository(registry.host() + "/app:1");
      StoredManifest subject = repository.resolve();
      Instant old = NOW.minus(Duration.ofDays(8));
      attestor(repository, KEY, old, true).sign(subject);
      attestor(repository, KEY, old, true)
          .attest(subject, TEST, json("{\"result\":\"failed\",\"attestedAt\":\"" + NOW + "\"}"));
      Expectations week = new Expectations(Duration.ofDays(7), Set.of());
      Verification verification = verify(repository, subject, week);
      assertThat(verification.untrusted())
          .hasSize(4)
          .hasSameSizeAs(verification.documents())
          .allSatisfy(
              one -> {
                assertThat(one.reason()).isEqualTo(Reason.EXPIRED);
                assertThat(one.told()).isEqualTo("it was signed at " + old + ", too long ago");
              });
      attestor(repository).attest(subject, TEST, json("{\"result\":\"passed\"}"));
      assertThat(verify(repository, subject, week).trusted(TEST)).hasSize(2);
      assertThat(verify(repository, subject).trusted(TEST))
          .extracting(Trusted::passed)
          .containsExactly(true, true, false, false);
    }
  }

  @Test
  void whatSaysNoTimeOrOneToComeIsNotTrustedWhereAgeMatters() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(Trait.REFERRERS)) {
      registry.push("app", "1", APP);
      RegistryRepository repository = repository(registry.host() + "/app:1");
      StoredManifest subject = repository.resolve();
      String bom = PredicateType.CYCLONEDX.uri();
      Attestor attestor = attestor(repository, KEY, NOW, false);
      attestor.attest(subject, bom, json("{\"bomFormat\":\"CycloneDX\"}"));
      attestor.attest(
          subject, bom, json("{\"bomFormat\":\"CycloneDX\",\"metadata\":{\"timestamp\":\"now\"}}"));
      attestor.attest(
          subject,
          bom,
          json(
              "{\"bomFormat\":\"CycloneDX\",\"metadata\":{\"timestamp\":\"2026-05-04T05:00:00+02:00\"}}"));
      attestor(repository, KEY, NOW.plus(Duration.ofMinutes(6)), false).sign(subject);
      Verification verification =
          verify(repository, subject, new Expectations(Duration.ofHours(1), Set.of()));
      assertThat(verification.untrusted())
          .extracting(Untrusted::reason)
          .containsExactly(Reason.NO_TIME, Reason.NO_TIME, Reason.NO_TIME);
      assertThat(verification.trusted(bom))
          .extracting(Trusted::signedAt)
          .containsExactly(Instant.parse("2026-05-04T03:00:00Z"));
    }
  }

  @Test
  void whatIsSaidHasToBeKnownAndSound() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(Trait.REFERRERS)) {
      registry.push("app", "1", APP);
      RegistryRepository repository = repository(registry.host() + "/app:1");
      StoredManifest subject = repository.resolve();
      Attestor attestor = attestor(repository, KEY, NOW, false);
      String theirs = "https://example.org/built\u0007/v1";
      attestor.attest(subject, theirs, json("{\"by\":\"us\"}"));
      for (PredicateType type : PredicateType.values()) {
        if (type != PredicateType.SIGNATURE) {
          attestor.attest(subject, type.uri(), json("{}"));
        }
      }
      attestor.attest(subject, TEST, json("{\"result\":\"fine\"}"));
      attestor.attest(
          subject, PredicateType.SPDX.uri() + "/v2.3", json("{\"spdxVersion\":\"SPDX-2.3\"}"));
      Verification verification = verify(repository, subject);
      int types = PredicateType.values().length;
      assertThat(verification.documents()).hasSize(types + 2);
      assertThat(verification.untrusted())
          .filteredOn(one -> one.reason() == Reason.UNKNOWN_PREDICATE)
          .singleElement()
          .satisfies(one -> assertThat(one.told()).endsWith("https://example.org/built?/v1"));
      assertThat(verification.untrusted())
          .filteredOn(one -> one.reason() == Reason.MALFORMED_PREDICATE)
          .hasSize(types);
      assertThat(verification.trusted(PredicateType.SPDX.uri())).hasSize(1);
      Verification further = verify(repository, subject, new Expectations(null, Set.of(theirs)));
      assertThat(further.newest(theirs))
          .hasValueSatisfying(
              one -> {
                assertThat(CompactJson.text(one.predicate())).isEqualTo("{\"by\":\"us\"}");
                assertThat(one.type()).isEmpty();
                assertThat(one.passed()).isNull();
              });
    }
  }

  private static Blob stored(FallibleRegistry registry, String path) {
    Blob blob = registry.get(path);
    if (blob == null) {
      throw new AssertionError(path);
    }
    return blob;
  }

  private static String text(Blob blob) {
    return new String(blob.bytes(), StandardCharsets.UTF_8);
  }
}
