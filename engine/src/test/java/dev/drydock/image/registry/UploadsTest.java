package dev.drydock.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.image.Digest;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is pushed into a registry comes back as it was: the distribution project's own, with and
/// without login and TLS, and one that lists referrers.
@Timeout(120)
class UploadsTest {
  private static final BuiltImage APP = new ImageBuilder().build();

  @TempDir Path directory;

  @Test
  void blobsGoUpInOnePieceAndInChunks() throws Exception {
    try (RegistryServer server = RegistryServer.start(directory)) {
      RegistryRepository repository = repository(server.host() + "/app:1", 1000);
      for (int size : new int[] {0, 1, 999, 1000, 1001, 2000, 12_345}) {
        byte[] content = noise(size);
        Digest digest = repository.pushBlob(content, "noise");
        assertThat(repository.hasBlob(digest)).isTrue();
        assertThat(read(repository, digest, size)).isEqualTo(content);
      }
      assertThat(repository.hasBlob(Digest.of("sha256", noise(3)))).isFalse();
    }
  }

  @Test
  void whatIsThereIsNotPushedAgain() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      RegistryRepository repository = repository(registry.host() + "/app:1", 1000);
      Digest digest = repository.pushBlob(noise(10), "noise");
      List<String> before = registry.requests();
      assertThat(repository.pushBlob(noise(10), "noise")).isEqualTo(digest);
      assertThat(registry.requests().subList(before.size(), registry.requests().size()))
          .containsExactly("HEAD /v2/app/blobs/" + digest);
    }
  }

  @Test
  void blobIsMountedFromAnotherRepository() throws Exception {
    try (RegistryServer server = RegistryServer.start(directory)) {
      Digest digest = repository(server.host() + "/app:1", 1000).pushBlob(noise(50), "noise");
      RegistryRepository other = repository(server.host() + "/team/copy:1", 1000);
      assertThat(other.hasBlob(digest)).isFalse();
      assertThat(other.mountBlob(Digest.of("sha256", noise(51)), "app")).isFalse();
      assertThat(other.mountBlob(digest, "app")).isTrue();
      assertThat(read(other, digest, 50)).isEqualTo(noise(50));
    }
  }

  @Test
  void manifestsArePushedByDigestAndByTag() throws Exception {
    try (RegistryServer server = RegistryServer.start(directory)) {
      server.push("app", APP);
      RegistryRepository repository = repository(server.host() + "/app:1", 1000);
      byte[] body = APP.manifest().bytes();
      String mediaType = APP.manifest().mediaType();
      assertThat(repository.tagged("1")).isEmpty();
      Digest digest = repository.pushManifest("1", body, mediaType);
      assertThat(digest).hasToString(APP.manifest().digest());
      assertThat(repository.resolve())
          .satisfies(
              stored -> {
                assertThat(stored.digest()).isEqualTo(digest);
                assertThat(stored.body()).isEqualTo(body);
                assertThat(stored.mediaType()).isEqualTo(mediaType);
              });
      assertThat(repository.pushManifest(body, mediaType)).isEqualTo(digest);
      assertThat(repository.manifest(digest).body()).isEqualTo(body);
    }
  }

  @Test
  void attachmentIsListedUnderATagWhereTheRegistryHasNoList() throws Exception {
    try (RegistryServer server = RegistryServer.start(directory)) {
      server.push("app", "1", APP);
      RegistryRepository repository = repository(server.host() + "/app:1", 1000);
      StoredManifest subject = repository.resolve();
      Digest first = repository.attach(subject, attachment("one"), "a note");
      Digest second = repository.attach(subject, attachment("two"), "a note");
      Digest again = repository.attach(subject, attachment("one"), "a note");
      assertThat(again).isEqualTo(first);
      RegistryRepository.Referring referring = repository.referrers(subject.digest());
      assertThat(referring.warnings()).isEmpty();
      assertThat(referring.manifests())
          .extracting(Descriptor::digest)
          .containsExactly(first, second);
      assertThat(referring.manifests())
          .allSatisfy(
              one -> {
                assertThat(one.artifactType()).isEqualTo("application/vnd.example.note");
                assertThat(one.mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
                assertThat(one.annotations()).containsOnlyKeys("org.example.text");
                assertThat(one.size()).isEqualTo(repository.manifest(one.digest()).body().length);
              });
      assertThat(text(repository.tagged(subject.digest().toString().replace(':', '-'))))
          .startsWith(
              "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",");
      assertThat(new String(repository.manifest(first).body(), StandardCharsets.UTF_8))
          .startsWith(
              "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                  + "\"artifactType\":\"application/vnd.example.note\",\"config\":{\"mediaType\":"
                  + "\"application/vnd.oci.empty.v1+json\",\"digest\":\"sha256:44136fa355b3678a1146"
                  + "ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\",\"size\":2},\"layers\":[{")
          .contains("\"subject\":{\"mediaType\":\"" + APP.manifest().mediaType() + "\"")
          .contains("\"size\":" + APP.manifest().bytes().length + "}");
    }
  }

  @Test
  void registryThatListsReferrersIsLeftToDoIt() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      registry.push("app", "1", APP);
      RegistryRepository repository = repository(registry.host() + "/app:1", 1000);
      StoredManifest subject = repository.resolve();
      Digest digest = repository.attach(subject, attachment("one"), "a note");
      assertThat(registry.referrers("app", subject.digest().toString()))
          .containsExactly(digest.toString());
      assertThat(registry.requests()).noneMatch(request -> request.contains("sha256-"));
      assertThat(repository.referrers(subject.digest()).manifests())
          .extracting(Descriptor::digest)
          .containsExactly(digest);
    }
  }

  @Test
  void nothingOfManyWritersIsLost() throws Exception {
    try (RegistryServer server = RegistryServer.start(directory)) {
      server.push("app", "1", APP);
      attachAtOnce(server.host() + "/app:1");
    }
  }

  @Test
  void conditionsOfARegistryThatKnowsThemAreUsed() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.CONDITIONS)) {
      registry.push("app", "1", APP);
      attachAtOnce(registry.host() + "/app:1");
    }
  }

  private static void attachAtOnce(String reference) throws Exception {
    int writers = 6;
    List<Callable<Digest>> tasks = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      String text = "from writer " + i;
      RegistryRepository repository = patient(reference, i);
      tasks.add(() -> repository.attach(repository.resolve(), attachment(text), "a note"));
    }
    List<Digest> attached = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (Future<Digest> one : threads.invokeAll(tasks)) {
        attached.add(one.get());
      }
    }
    RegistryRepository repository = patient(reference, 99);
    assertThat(repository.referrers(repository.resolve().digest()).manifests())
        .extracting(Descriptor::digest)
        .hasSize(writers)
        .containsExactlyInAnyOrderElementsOf(attached);
  }

  @Test
  void loginAndTlsAreTheSameAsForReading() throws Exception {
    try (RegistryServer server =
        RegistryServer.start(directory, RegistryServer.Option.LOGIN, RegistryServer.Option.TLS)) {
      RegistrySettings settings =
          TestSettings.quick().withCertificateAuthorities(List.of(server.certificate()));
      CredentialStore login =
          _ ->
              Optional.of(
                  new Credentials.UserPassword(RegistryServer.USER, RegistryServer.PASSWORD));
      RegistryRepository repository =
          new RegistryRepository(
              ImageReference.parse(server.host() + "/app:1"),
              login,
              settings,
              Limits.defaults(),
              new UrlTransport(settings),
              1000);
      Digest digest = repository.pushBlob(noise(5_000), "noise");
      assertThat(read(repository, digest, 5_000)).isEqualTo(noise(5_000));
    }
  }

  static RegistryRepository repository(String reference, int chunk) {
    RegistrySettings settings = TestSettings.quick();
    return new RegistryRepository(
        ImageReference.parse(reference),
        CredentialStore.none(),
        settings,
        Limits.defaults(),
        new UrlTransport(settings),
        chunk);
  }

  /// One that really waits.
  private static RegistryRepository patient(String reference, int seed) {
    return new RegistryRepository(
        ImageReference.parse(reference),
        CredentialStore.none(),
        RegistrySettings.defaults(
                ProxyRules.none(), "drydock-test", InstantSource.system(), new Random(seed))
            .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5)),
        Limits.defaults());
  }

  static Attachment attachment(String text) {
    return new Attachment(
        "application/vnd.example.note",
        List.of(
            new Attachment.Document("text/plain", text.getBytes(StandardCharsets.UTF_8), Map.of())),
        Map.of("org.example.text", text));
  }

  static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(size).nextBytes(noise);
    return noise;
  }

  static byte[] read(RegistryRepository repository, Digest digest, int size)
      throws IOException, InterruptedException {
    Descriptor descriptor =
        new Descriptor(
            "application/octet-stream", digest, size, Map.of(), null, null, List.of(), null);
    try (InputStream in = repository.open(descriptor, "noise")) {
      return in.readAllBytes();
    }
  }

  private static String text(Optional<StoredManifest> stored) {
    return new String(stored.orElseThrow().body(), StandardCharsets.UTF_8);
  }
}
