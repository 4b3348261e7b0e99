package dev.drydock.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Layer;
import dev.drydock.image.Platform;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.Packing;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.RegistryServer.Option;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads from the distribution project's own registry.
class RegistryServerTest {
  private static final Platform AMD64 = Platform.parse("linux/amd64");
  private static final BuiltImage APP =
      new ImageBuilder()
          .layer(new TarWriter().file("etc/os-release", "ID=debian\n"), "ADD rootfs")
          .instruction("CMD [\"sh\"]")
          .packing(Packing.ZSTD)
          .layer(new TarWriter().file("app/run", "#!/bin/sh\n"), "COPY run /app/")
          .label("org.opencontainers.image.version", "7")
          .build();

  @TempDir Path directory;

  @Test
  void imageIsReadByTagAndByDigest() throws Exception {
    try (RegistryServer server = RegistryServer.start(directory)) {
      server.push("team/app", "1.0", APP);
      for (String suffix :
          List.of(":1.0", "@" + APP.manifest().digest(), ":gone@" + APP.manifest().digest())) {
        String name = server.host() + "/team/app" + suffix;
        try (Image image = open(name, AMD64, true, CredentialStore.none())) {
          assertThat(image.reference()).isEqualTo("registry:" + name);
          assertThat(image.digest()).isEqualTo(Digest.parse(APP.manifest().digest()));
          assertThat(image.config().labels())
              .containsOnly(Map.entry("org.opencontainers.image.version", "7"));
          assertThat(image.layers().get(0).description().createdBy()).isEqualTo("ADD rootfs");
          assertThat(image.layers().get(1).description().createdBy()).isEqualTo("COPY run /app/");
          assertThat(files(image))
              .containsExactly("0 etc/os-release ID=debian\n", "1 app/run #!/bin/sh\n");
          assertThat(image.warnings()).isEmpty();
        }
      }
    }
  }

  @Test
  void indexGivesTheImageOfThePlatform() throws Exception {
    BuiltImage arm =
        new ImageBuilder()
            .platform("linux/arm64/v8")
            .dockerMediaTypes()
            .layer(new TarWriter().file("arm", "64"))
            .build();
    try (RegistryServer server = RegistryServer.start(directory)) {
      server.push("app", APP);
      server.push("app", arm);
      server.pushManifest("app", "multi", BuiltImage.index(APP, arm));
      String name = server.host() + "/app:multi";
      try (Image image = open(name, Platform.parse("linux/arm64"), true, CredentialStore.none())) {
        assertThat(image.digest()).hasToString(arm.manifest().digest());
        assertThat(image.config().platform()).isEqualTo(Platform.parse("linux/arm64/v8"));
        assertThat(files(image)).containsExactly("0 arm 64");
      }
      try (Image image = open(name, AMD64, false, CredentialStore.none())) {
        assertThat(image.digest()).hasToString(APP.manifest().digest());
      }
      assertRefused(
          () -> open(name, Platform.parse("linux/s390x"), true, CredentialStore.none()),
          Kind.UNSUPPORTED,
          "no image for linux/s390x",
          "linux/amd64, linux/arm64/v8");
    }
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    try (RegistryServer server = RegistryServer.start(directory)) {
      server.push("app", "1", APP);
      assertRefused(
          () -> open(server.host() + "/app:2", AMD64, false, CredentialStore.none()),
          Kind.NOT_FOUND,
          server.host() + " has no image " + server.host() + "/app:2; check the name and the tag");
      assertRefused(
          () -> open(server.host() + "/none:2", AMD64, false, CredentialStore.none()),
          Kind.NOT_FOUND,
          "check the name");
    }
  }

  @Test
  void loginIsTakenFromTheDockerConfiguration() throws Exception {
    try (RegistryServer server = RegistryServer.start(directory, Option.LOGIN)) {
      server.push("app", "1", APP);
      String name = server.host() + "/app:1";
      assertRefused(
          () -> open(name, AMD64, false, CredentialStore.none()),
          Kind.REFUSED,
          "without a login",
          "docker login " + server.host());
      try (Image image = open(name, AMD64, false, login(server, RegistryServer.PASSWORD))) {
        assertThat(files(image)).hasSize(2);
      }
      assertRefused(
          () -> open(name, AMD64, false, login(server, "hunter2")),
          Kind.REFUSED,
          "does not let the stored login read");
    }
  }

  @Test
  void ownCertificateAuthorityIsTrustedWhenNamed() throws Exception {
    try (RegistryServer server = RegistryServer.start(directory, Option.TLS, Option.LOGIN)) {
      server.push("app", "1", APP);
      ImageReference name = ImageReference.parse(server.host() + "/app:1");
      CredentialStore login = login(server, RegistryServer.PASSWORD);
      assertRefused(
          () -> open(name.toString(), AMD64, false, login),
          Kind.UNAVAILABLE,
          "its TLS certificate is not trusted");
      RegistrySettings trusting =
          TestSettings.quick().withCertificateAuthorities(List.of(server.certificate()));
      try (Image image =
          RegistryImages.open(name, AMD64, false, Limits.defaults(), login, trusting)) {
        assertThat(files(image)).hasSize(2);
      }
    }
  }

  @Test
  void registryThatIsDownIsSaidAtOnce() throws Exception {
    String host;
    try (RegistryServer server = RegistryServer.start(directory)) {
      host = server.host();
    }
    assertRefused(
        () -> open(host + "/app:1", AMD64, false, CredentialStore.none()),
        Kind.UNAVAILABLE,
        "nothing answers there");
  }

  @Test
  void layersAreWalkedBySeveralThreads() throws Exception {
    ImageBuilder builder = new ImageBuilder();
    for (int i = 0; i < 8; i++) {
      builder.layer(new TarWriter().file("file" + i, "x".repeat(300_000)));
    }
    try (RegistryServer server = RegistryServer.start(directory)) {
      server.push("app", "1", builder.build());
      try (Image image = open(server.host() + "/app:1", AMD64, false, CredentialStore.none());
          ExecutorService threads = Executors.newFixedThreadPool(8)) {
        List<Callable<String>> walks = new ArrayList<>();
        image
            .layers()
            .forEach(
                layer ->
                    walks.add(
                        () -> {
                          List<String> seen = new ArrayList<>();
                          layer.walk((entry, file) -> seen.add(entry.path() + file.size()));
                          return String.join(" ", seen);
                        }));
        List<String> results = new ArrayList<>();
        for (Future<String> walk : threads.invokeAll(walks)) {
          results.add(walk.get());
        }
        assertThat(results)
            .containsExactly(
                "file0300000",
                "file1300000",
                "file2300000",
                "file3300000",
                "file4300000",
                "file5300000",
                "file6300000",
                "file7300000");
      }
    }
  }

  private CredentialStore login(RegistryServer server, String password) throws IOException {
    String auth =
        Base64.getEncoder()
            .encodeToString(
                (RegistryServer.USER + ":" + password).getBytes(StandardCharsets.UTF_8));
    Path config = Files.createDirectories(directory.resolve("docker"));
    Files.writeString(
        config.resolve("config.json"),
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(server.host(), auth));
    return CredentialFile.docker(config, Limits.defaults());
  }

  private static Image open(
      String name, Platform platform, boolean given, CredentialStore credentials)
      throws IOException, InterruptedException {
    return RegistryImages.open(
        ImageReference.parse(name),
        platform,
        given,
        Limits.defaults(),
        credentials,
        TestSettings.quick());
  }

  private static List<String> files(Image image) throws Exception {
    List<String> files = new ArrayList<>();
    for (Layer layer : image.layers()) {
      layer.walk(
          (entry, content) ->
              files.add(
                  entry.layer()
                      + " "
                      + entry.path()
                      + " "
                      + new String(content.bytes(1 << 20, "file"), StandardCharsets.UTF_8)));
    }
    return files;
  }

  private static void assertRefused(Callable<Image> opening, Kind kind, String... words) {
    assertThatThrownBy(opening::call)
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .hasMessageContainingAll(words);
  }
}
