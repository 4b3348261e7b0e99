package dev.drydock.approval;

import dev.drydock.approval.Decision.Kind;
import dev.drydock.attest.Checked;
import dev.drydock.attest.Signer;
import dev.drydock.attest.key.KeyException;
import dev.drydock.attest.key.KeyFiles;
import dev.drydock.attest.key.SigningKey;
import dev.drydock.image.Digest;
import dev.drydock.image.registry.CredentialStore;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.ProxyRules;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistrySettings;
import dev.drydock.limits.Limits;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// People, their keys, and what they say about one image.
public final class Ballot {
  public static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  public static final SigningKey ALICE = newKey();
  public static final SigningKey BOB = newKey();
  public static final SigningKey BOBS_OTHER = newKey();
  public static final SigningKey CAROL = newKey();
  public static final SigningKey MALLORY = newKey();
  public static final Digest LAYER = digest("a layer");

  private Ballot() {}

  public static SigningKey newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      String body =
          Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
      return KeyFiles.signingKey(
          ("-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n")
              .getBytes(StandardCharsets.US_ASCII),
          () -> {
            throw new KeyException("not encrypted");
          },
          "a key");
    } catch (GeneralSecurityException | KeyException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Digest digest(String text) {
    return Digest.of("sha256", text.getBytes(StandardCharsets.UTF_8));
  }

  public static Approvers approvers(int required, @Nullable Duration expires) {
    return new Approvers(
        List.of(
            new Approvers.Approver("alice", List.of(ALICE.verificationKey())),
            new Approvers.Approver(
                "bob", List.of(BOB.verificationKey(), BOBS_OTHER.verificationKey())),
            new Approvers.Approver("carol", List.of(CAROL.verificationKey()))),
        required,
        expires);
  }

  /// A decision about an image of one layer, so many hours ago.
  public static Decision decision(Kind kind, Digest image, int hoursAgo) {
    return decision(kind, image, hoursAgo, List.of(LAYER));
  }

  public static Decision decision(Kind kind, Digest image, int hoursAgo, List<Digest> layers) {
    return decision(kind, image, NOW.minus(Duration.ofHours(hoursAgo)), layers, "12");
  }

  public static Decision decision(
      Kind kind, Digest image, Instant at, List<Digest> layers, String variant) {
    return decision(kind, image, at, BaseContent.of(layers), variant);
  }

  public static Decision decision(
      Kind kind, Digest image, Instant at, BaseContent content, String variant) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return new Decision(
        kind,
        "debian",
        variant,
        "whoever",
        "it is " + kind.word(),
        at,
        null,
        BaseTag.of(variant, day, image).toString(),
        List.of(variant),
        null,
        kind == Kind.DEPRECATED ? "registry.example.org/bases/debian:13" : null,
        content,
        List.of(),
        null);
  }

  /// As it is found after its signature was verified.
  static Checked signed(SigningKey key, Decision decision) {
    return new Checked.Trusted(
        new Checked.Source("a referrer", digest(decision.toString() + key.hashCode())),
        new Signer.KeyHolder(key.verificationKey()),
        Decision.TYPE,
        decision.predicate(),
        decision.at());
  }

  public static RegistryRepository repository(String reference) {
    return new RegistryRepository(
        ImageReference.parse(reference),
        CredentialStore.none(),
        settings(reference),
        Limits.defaults());
  }

  public static RegistrySettings settings(String reference) {
    return RegistrySettings.defaults(
            ProxyRules.none(), "drydock-test", InstantSource.system(), new Random(7))
        .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));
  }
}
