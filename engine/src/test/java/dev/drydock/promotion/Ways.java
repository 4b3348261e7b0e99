package dev.drydock.promotion;

import dev.drydock.attest.Attestor;
import dev.drydock.attest.key.KeyException;
import dev.drydock.attest.key.KeyFiles;
import dev.drydock.attest.key.SigningKey;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.image.registry.CredentialStore;
import dev.drydock.image.registry.Credentials;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.ProxyRules;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistrySettings;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import dev.drydock.policy.Level;
import dev.drydock.policy.Subject;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.promotion.copy.CopyProgress;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.TarWriter;
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
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What the tests of promotion promote, with which keys and judges, and from where to where.
final class Ways {
  static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  static final SigningKey KEY = newKey();
  static final SigningKey OTHER = newKey();
  static final Verdict PASS = new Verdict(List.of(), List.of(), List.of());
  static final Verdict STOP =
      new Verdict(
          List.of(
              new Violation(
                  "too-old",
                  Level.DENY,
                  new Subject.OfImage(),
                  "it is 400 days old",
                  null,
                  null,
                  List.of())),
          List.of(),
          List.of());
  static final ImageJudge LENIENT = (_, _) -> PASS;

  private Ways() {}

  private static SigningKey newKey() {
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

  /// @param base whose layer it shares with others of the same number
  static BuiltImage image(String name, String platform, int base) {
    byte[] shared = new byte[300_000];
    new Random(base).nextBytes(shared);
    return new ImageBuilder()
        .platform(platform)
        .layer(new TarWriter().file("srv/base", shared), "FROM base")
        .layer(new TarWriter().file("srv/name", name + " for " + platform), "COPY name /srv")
        .build();
  }

  static RegistrySettings settings() {
    return RegistrySettings.defaults(
            ProxyRules.none(), "drydock-test", InstantSource.system(), new Random(7))
        .withSleeper(_ -> {})
        .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(10));
  }

  static RegistryRepository repository(String reference) {
    return repository(reference, settings());
  }

  /// With the login and the certificate of a server that has both.
  static RegistryRepository secured(RegistryServer server, String name) {
    return new RegistryRepository(
        ImageReference.parse(server.host() + "/" + name),
        _ ->
            Optional.of(new Credentials.UserPassword(RegistryServer.USER, RegistryServer.PASSWORD)),
        settings().withCertificateAuthorities(List.of(server.certificate())),
        Limits.defaults());
  }

  static RegistryRepository repository(String reference, RegistrySettings settings) {
    return new RegistryRepository(
        ImageReference.parse(reference), CredentialStore.none(), settings, Limits.defaults());
  }

  static Promotion promotion(String from, String to) {
    return promotion(repository(from), repository(to), List.of());
  }

  static Promotion promotion(
      RegistryRepository source, RegistryRepository destination, List<Requirement> requirements) {
    return new Promotion(
        source,
        destination,
        String.valueOf(destination.reference().tag()),
        requirements,
        KEY,
        "ada",
        "the test's policy");
  }

  static Outcome promote(Promotion promotion, ImageJudge judge)
      throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return promoter(threads).promote(promotion, judge);
    }
  }

  static Promoter promoter(ExecutorService threads) {
    return new Promoter(
        threads, Limits.defaults(), InstantSource.fixed(NOW), CopyProgress.unseen());
  }

  /// Signs an image, and says that its tests passed, where cosign looks too.
  static void sign(RegistryRepository repository) throws IOException, InterruptedException {
    sign(repository, KEY, "passed");
  }

  static void sign(RegistryRepository repository, SigningKey key, String tests)
      throws IOException, InterruptedException {
    Attestor attestor =
        new Attestor(repository, key, Limits.defaults(), InstantSource.fixed(NOW), true);
    StoredManifest subject = repository.resolve();
    attestor.sign(subject);
    attestor.attest(
        subject, PredicateType.TEST.uri(), new Json.Obj(Map.of("result", new Json.Text(tests))));
  }
}
