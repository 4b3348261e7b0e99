package dev.drydock.attest;

import dev.drydock.attest.key.KeyException;
import dev.drydock.attest.key.KeyFiles;
import dev.drydock.attest.key.SigningKey;
import dev.drydock.image.registry.CredentialStore;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.ProxyRules;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistrySettings;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// What the tests of this package sign with, when, and where.
final class Beside {
  static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  static final SigningKey KEY = newKey();
  static final SigningKey OTHER = newKey();

  private Beside() {}

  static SigningKey newKey() {
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

  static RegistryRepository repository(String reference) {
    return new RegistryRepository(
        ImageReference.parse(reference),
        CredentialStore.none(),
        RegistrySettings.defaults(
                ProxyRules.none(), "drydock-test", InstantSource.system(), new Random(7))
            .withSleeper(_ -> {})
            .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5)),
        Limits.defaults());
  }

  static Attestor attestor(RegistryRepository repository) {
    return attestor(repository, KEY, NOW, true);
  }

  static Attestor attestor(
      RegistryRepository repository, SigningKey key, Instant when, boolean cosignTags) {
    return new Attestor(repository, key, Limits.defaults(), InstantSource.fixed(when), cosignTags);
  }

  static Verification verify(RegistryRepository repository, StoredManifest subject)
      throws IOException, InterruptedException {
    return verify(repository, subject, Expectations.none());
  }

  static Verification verify(
      RegistryRepository repository, StoredManifest subject, Expectations expectations)
      throws IOException, InterruptedException {
    return new Verifier(
            repository, List.of(KEY.verificationKey()), Limits.defaults(), InstantSource.fixed(NOW))
        .verify(subject, expectations);
  }

  static Json json(String text) throws IOException {
    return new JsonReader(Limits.defaults())
        .read(text.getBytes(StandardCharsets.UTF_8), "the test's document");
  }
}
