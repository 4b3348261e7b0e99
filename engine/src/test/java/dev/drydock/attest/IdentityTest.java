package dev.drydock.attest;

import static dev.drydock.attest.Beside.KEY;
import static dev.drydock.attest.Beside.NOW;
import static dev.drydock.attest.Beside.OTHER;
import static dev.drydock.attest.Beside.attestor;
import static dev.drydock.attest.Beside.json;
import static dev.drydock.attest.Beside.repository;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.attest.Checked.Reason;
import dev.drydock.attest.Checked.Trusted;
import dev.drydock.attest.Checked.Untrusted;
import dev.drydock.attest.envelope.Bundle;
import dev.drydock.attest.envelope.Envelope;
import dev.drydock.attest.identity.BundleVerifier;
import dev.drydock.attest.identity.ExpectedIdentity;
import dev.drydock.attest.identity.ExpectedIdentity.Exactly;
import dev.drydock.attest.identity.ExpectedIdentity.Matching;
import dev.drydock.attest.identity.Identity;
import dev.drydock.attest.identity.IdentityException;
import dev.drydock.attest.identity.UntrustedBundleException;
import dev.drydock.attest.identity.VerifiedBundle;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.attest.statement.Statement;
import dev.drydock.image.Digest;
import dev.drydock.image.registry.Attachment;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.FallibleRegistry.Trait;
import dev.drydock.testkit.ImageBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What identities have signed is judged as what keys have signed: the one who finds out who it was
/// is given, and here it is one that believes the key of this test to be Ada's.
@Timeout(60)
class IdentityTest {
  private static final BuiltImage APP = new ImageBuilder().build();
  private static final Identity ADA = new Identity("ada@example.test", "https://tokens.test");
  private static final ExpectedIdentity EXPECTED = expected("ada@example.test");
  private static final String TEST = PredicateType.TEST.uri();

  private FallibleRegistry registry;
  private RegistryRepository repository;
  private StoredManifest subject;
  private Instant witnessed = NOW;

  /// All that was asked about.
  private final List<String> asked = new ArrayList<>();

  private static ExpectedIdentity expected(String subject) {
    return new ExpectedIdentity(new Exactly(subject), new Exactly("https://tokens.test"));
  }

  @BeforeEach
  void push() throws Exception {
    registry = new FallibleRegistry(Trait.REFERRERS);
    registry.push("app", "1", APP);
    repository = repository(registry.host() + "/app:1");
    subject = repository.resolve();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private BundleVerifier judge() {
    return (bundle, artifact) -> {
      asked.add(new String(artifact, StandardCharsets.UTF_8));
      Bundle read;
      try {
        read = Bundle.read(bundle, Limits.defaults(), "a bundle");
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return switch (read) {
        case Bundle.OfEnvelope(Envelope envelope)
            when envelope.signer(List.of(KEY.verificationKey())) != null ->
            new VerifiedBundle(ADA, witnessed, envelope);
        case Bundle.OfMessage(byte[] signature)
            when KEY.verificationKey().verifies(artifact, signature) ->
            new VerifiedBundle(ADA, witnessed, null);
        case Bundle.OfEnvelope _, Bundle.OfMessage _ ->
            throw new UntrustedBundleException("is signed\nby nobody");
      };
    };
  }

  private Verification verify(Trust trust, @Nullable Duration maxAge) throws Exception {
    return new Verifier(
            repository, trust, Limits.defaults(), InstantSource.fixed(NOW), KeptDocuments.none())
        .verify(subject, new Expectations(maxAge, Set.of("https://example.test/said")));
  }

  private Verification verify() throws Exception {
    return verify(Trust.in(List.of(), List.of(expected("eve"), EXPECTED), judge()), null);
  }

  private Untrusted refused(Verification verification) {
    assertThat(verification.documents()).hasSize(1);
    return verification.untrusted().getFirst();
  }

  @Test
  void documentsTellWhoSignedThem() throws Exception {
    attestor(repository, KEY, NOW, false).sign(subject);
    attestor(repository, KEY, NOW, false).attest(subject, TEST, json("{\"result\":\"passed\"}"));
    attestor(repository, OTHER, NOW, false).sign(subject);
    Verification verification = verify();
    assertThat(verification.documents()).hasSize(3);
    assertThat(verification.trusted(PredicateType.SIGNATURE.uri())).hasSize(1);
    assertThat(verification.trusted(TEST)).hasSize(1);
    assertThat(verification.documents())
        .filteredOn(Trusted.class::isInstance)
        .allSatisfy(
            one -> assertThat(((Trusted) one).signer()).isEqualTo(new Signer.Certified(ADA)));
    assertThat(verification.untrusted())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.reason()).isEqualTo(Reason.NO_TRUSTED_SIGNATURE);
              assertThat(one.told()).isEqualTo("it is signed?by nobody");
            });
    String manifest = new String(subject.body(), StandardCharsets.UTF_8);
    assertThat(asked).containsExactly(manifest, manifest, manifest);
  }

  @Test
  void keysAndIdentitiesCountBesideEachOther() throws Exception {
    attestor(repository, KEY, NOW, false).sign(subject);
    attestor(repository, OTHER, NOW, false).sign(subject);
    Verification verification =
        verify(Trust.in(List.of(OTHER.verificationKey()), List.of(EXPECTED), judge()), null);
    assertThat(verification.trusted(PredicateType.SIGNATURE.uri()))
        .extracting(Trusted::signer)
        .containsExactlyInAnyOrder(
            new Signer.Certified(ADA), new Signer.KeyHolder(OTHER.verificationKey()));
    // nobody is asked about what a key has signed
    assertThat(asked).hasSize(1);
  }

  @Test
  void othersThanWereNamedDoNotCount() throws Exception {
    attestor(repository, KEY, NOW, false).sign(subject);
    List<ExpectedIdentity> others =
        List.of(
            expected("ada@example.tes"),
            expected("ADA@example.test"),
            new ExpectedIdentity(
                new Exactly("ada@example.test"), new Exactly("https://other.test")),
            new ExpectedIdentity(
                new Matching("eve", text -> text.equals("eve")), new Matching("", _ -> true)));
    Untrusted refused = refused(verify(Trust.in(List.of(), others, judge()), null));
    assertThat(refused.reason()).isEqualTo(Reason.NO_TRUSTED_SIGNATURE);
    assertThat(refused.told())
        .isEqualTo(
            "it is signed by ada@example.test (https://tokens.test), who was not named as"
                + " trusted");
    assertThat(verify(Trust.in(List.of(), List.of(), judge()), null).signed()).isFalse();
    assertThat(
            verify(
                    Trust.in(
                        List.of(),
                        List.of(
                            new ExpectedIdentity(
                                new Matching("a", text -> text.startsWith("ada")),
                                new Matching("", _ -> true))),
                        judge()),
                    null)
                .signed())
        .isTrue();
  }

  @Test
  void documentsOfAnotherImageDoNotCount() throws Exception {
    byte[] payload =
        Statement.about(
                "app",
                Digest.of("sha256", "another manifest".getBytes(StandardCharsets.UTF_8)),
                PredicateType.SIGNATURE.uri(),
                json("{}"))
            .payload();
    attach(Bundle.write(Envelope.sign(Statement.PAYLOAD_TYPE, payload, KEY), "x"));
    Untrusted refused = refused(verify());
    assertThat(refused.reason()).isEqualTo(Reason.OTHER_SUBJECT);
    assertThat(refused.told())
        .isEqualTo("it is signed, but about another image, and was put beside this one");
  }

  @Test
  void signaturesOfTheManifestItself() throws Exception {
    String bundle =
        "{\"mediaType\":\"%s\",\"messageSignature\":{\"signature\":\"%s\"}}"
            .formatted(
                Bundle.MEDIA_TYPE, Base64.getEncoder().encodeToString(KEY.sign(subject.body())));
    attach(bundle.getBytes(StandardCharsets.UTF_8));
    assertThat(verify().trusted(PredicateType.SIGNATURE.uri()))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.signer()).isEqualTo(new Signer.Certified(ADA));
              assertThat(one.signedAt()).isEqualTo(NOW);
            });
  }

  @Test
  void theEarlierOfTheTimesCounts() throws Exception {
    attestor(repository, KEY, NOW.minusSeconds(7200), false).sign(subject);
    Trust trust = Trust.in(List.of(), List.of(EXPECTED), judge());
    assertThat(verify(trust, Duration.ofHours(3)).signed()).isTrue();
    Untrusted old = refused(verify(trust, Duration.ofHours(1)));
    assertThat(old.reason()).isEqualTo(Reason.EXPIRED);
    witnessed = NOW.minusSeconds(9000);
    assertThat(verify().newest(PredicateType.SIGNATURE.uri()).orElseThrow().signedAt())
        .isEqualTo(NOW.minusSeconds(9000));
    // what says nothing of its time has that of the log
    attestor(repository, KEY, NOW, false)
        .attest(subject, "https://example.test/said", json("{\"a\":1}"));
    assertThat(verify().newest("https://example.test/said").orElseThrow().signedAt())
        .isEqualTo(NOW.minusSeconds(9000));
  }

  @Test
  void envelopesAndTagsTellOfNobody() throws Exception {
    attestor(repository, KEY, NOW, true).sign(subject);
    List<Untrusted> refused = verify().untrusted();
    assertThat(refused)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.source().words()).isEqualTo("cosign's signature");
              assertThat(one.told())
                  .isEqualTo(
                      "it tells of nobody who signed it: identities are verified in bundles only");
            });
  }

  @Test
  void whoeverSignsWithoutAKeyWritesBundlesOnly() throws Exception {
    List<String> types = new ArrayList<>();
    Attestor attestor =
        new Attestor(
            repository,
            (type, payload) -> {
              types.add(type);
              return Bundle.write(Envelope.sign(type, payload, KEY), "hint");
            },
            Limits.defaults(),
            InstantSource.fixed(NOW));
    attestor.sign(subject);
    attestor.attest(subject, TEST, json("{\"result\":\"passed\"}"));
    assertThat(types).containsExactly(Statement.PAYLOAD_TYPE, Statement.PAYLOAD_TYPE);
    Verification verification = verify();
    assertThat(verification.documents()).hasSize(2);
    assertThat(verification.untrusted()).isEmpty();
    Attestor failing =
        new Attestor(
            repository,
            (_, _) -> {
              throw new IdentityException("no service");
            },
            Limits.defaults(),
            InstantSource.fixed(NOW));
    assertThatThrownBy(() -> failing.sign(subject))
        .isInstanceOf(IdentityException.class)
        .hasMessage("no service");
    assertThat(verify().documents()).hasSize(2);
  }

  private void attach(byte[] bundle) throws Exception {
    repository.attach(
        subject,
        new Attachment(
            Bundle.MEDIA_TYPE,
            List.of(new Attachment.Document(Bundle.MEDIA_TYPE, bundle, Map.of())),
            Map.of()),
        "a test's bundle");
  }
}
