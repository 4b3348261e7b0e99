package dev.drydock.cli.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Run;
import dev.drydock.testkit.AwsSignatureCheck;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.ObjectServer;
import dev.drydock.testkit.OciLayout;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Layer caches across the network, as users meet them.
class SharedStoresTest {
  private static final Map<String, String> KEYS =
      Map.of("AWS_ACCESS_KEY_ID", "AKIA1", "AWS_SECRET_ACCESS_KEY", "s3cr3t/+");

  @TempDir private Path home;
  private String image = "";
  private BuiltImage built = new ImageBuilder().build();

  @BeforeEach
  void makeAnImage() throws IOException {
    built =
        new ImageBuilder().layer(module("one"), "COPY 1").layer(module("two"), "COPY 2").build();
    image = "oci-dir:" + OciLayout.of(built).writeTo(home.resolve("image"));
  }

  private static TarWriter module(String name) {
    return new TarWriter()
        .file(
            "app/node_modules/" + name + "/package.json",
            "{\"name\":\"" + name + "\",\"version\":\"1.2.5\"}");
  }

  private Run run(Map<String, String> environment, String... args) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("SOURCE_DATE_EPOCH", "1787300000"); // which says nothing of when requests are signed
    return Run.in(home, all, Map.of("drydock.build", "1"), args);
  }

  private Run sbom(Map<String, String> environment, String where) {
    return run(environment, "sbom", "-f", "json", "--layer-cache", where, image);
  }

  private Run uncached() {
    Run read = run(Map.of(), "sbom", "-f", "json", "--no-cache", image);
    assertThat(read.exitCode()).isZero();
    assertThat(read.out()).contains("pkg:npm/one@1.2.5", "pkg:npm/two@1.2.5");
    return read;
  }

  /// One machine fills the store; another one, where the layers cannot be read, is served by it.
  private void assertServes(Map<String, String> environment, String where) throws IOException {
    Run read = uncached();
    assertThat(sbom(environment, where)).isEqualTo(read);
    run(Map.of(), "cache", "clean");
    damageLayers();
    assertThat(sbom(environment, where)).isEqualTo(read);
    run(Map.of(), "cache", "clean");
    assertThat(run(environment, "sbom", "-f", "json", image).err()).contains("is damaged");
  }

  private void damageLayers() throws IOException {
    for (Blob layer : built.layers()) {
      byte[] bytes = layer.bytes().clone();
      bytes[bytes.length - 1] ^= 1;
      Files.write(home.resolve("image/blobs/sha256").resolve(layer.hex()), bytes);
    }
  }

  @Test
  void aBucketServesAnotherMachine() throws Exception {
    try (ObjectServer server =
        ObjectServer.signed(new AwsSignatureCheck("AKIA1", "s3cr3t/+", "us-east-1", null))) {
      assertServes(KEYS, "s3://layers/ci?endpoint=http://" + server.host());
      assertThat(server.objects()).hasSize(2);
      assertThat(server.requests()).filteredOn(one -> one.startsWith("PUT")).hasSize(2);
      assertThat(server.objects().keySet())
          .allSatisfy(path -> assertThat(path).matches("/layers/ci/[0-9a-f]{64}\\.layer"));
    }
  }

  @Test
  void aWebServerServesAnotherMachine() throws Exception {
    try (ObjectServer server = ObjectServer.withToken("t0k3n")) {
      assertServes(Map.of("DRYDOCK_CACHE_TOKEN", "t0k3n"), "http://" + server.host() + "/layers");
      assertThat(server.objects()).hasSize(2);
    }
  }

  @Test
  void aRegistryServesAnotherMachine() throws Exception {
    try (RegistryServer server = RegistryServer.start(home)) {
      assertServes(Map.of(), "registry:" + server.host() + "/ci/layers");
    }
  }

  @Test
  void anEntryThatSomebodyDamagedIsWrittenAnew() throws Exception {
    try (ObjectServer server = ObjectServer.open()) {
      String where = "http://" + server.host() + "/layers/";
      Run read = uncached();
      assertThat(sbom(Map.of(), where)).isEqualTo(read);
      Map<String, byte[]> good = new HashMap<>(server.objects());
      run(Map.of(), "cache", "clean");
      server.objects().replaceAll((_, entry) -> new byte[entry.length / 2]);
      assertThat(sbom(Map.of(), where)).isEqualTo(read);
      assertThat(server.objects().keySet()).isEqualTo(good.keySet());
      good.forEach((path, entry) -> assertThat(server.objects().get(path)).isEqualTo(entry));
    }
  }

  @Test
  void withoutCredentialsTheLayersAreRead() throws Exception {
    try (ObjectServer server = ObjectServer.open()) {
      String where = "s3://layers/ci?endpoint=http://" + server.host();
      Run run = sbom(Map.of(), where);
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).isEqualTo(uncached().out());
      assertThat(run.err())
          .isEqualTo(
              "drydock: layers are not taken from "
                  + where
                  + ", so scans are slower: there are no credentials for it; set"
                  + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (--no-cache does without)\n");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void whatIsRefusedIsSaidOnceAndShowsNoSecret() throws Exception {
    try (ObjectServer server =
        ObjectServer.signed(new AwsSignatureCheck("AKIA1", "other", "us-east-1", null))) {
      Run run = sbom(KEYS, "s3://layers/ci?endpoint=http://" + server.host());
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).isEqualTo(uncached().out());
      assertThat(run.err())
          .contains("SignatureDoesNotMatch")
          .doesNotContain("s3cr3t")
          .matches(Pattern.compile("[^\n]+\n"));
      assertThat(server.requests()).filteredOn(one -> one.startsWith("PUT")).isEmpty();
    }
  }

  @Test
  void aStoreThatDoesNotAnswerCostsItsTimeOnce() throws Exception {
    try (ObjectServer server = ObjectServer.open()) {
      server.delay(Duration.ofSeconds(20));
      long began = System.nanoTime();
      Run run = sbom(Map.of("DRYDOCK_CACHE_WAIT", "1"), "http://" + server.host() + "/layers");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).isEqualTo(uncached().out());
      assertThat(run.err())
          .isEqualTo(
              "drydock: layers are not taken from http://"
                  + server.host()
                  + "/layers, so scans are slower: no answer within 1.0 s (--no-cache does"
                  + " without)\n");
    }
  }

  @Test
  void nobodyIsAskedOffline() throws Exception {
    try (ObjectServer server = ObjectServer.open()) {
      Run run =
          run(
              Map.of(),
              "sbom",
              "--offline",
              "-f",
              "json",
              "--layer-cache",
              "http://" + server.host() + "/layers",
              image);
      assertThat(run).isEqualTo(uncached());
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://cache.example.org/x | without TLS others can write what it answers; use https, or allow it by --insecure-registry cache.example.org",
        "s3://layers?endpoint=http://10.0.0.1:9000 | without TLS others can write what it answers; use https, or allow it by --insecure-registry 10.0.0.1:9000",
        "https://user:secret@cache.example.org | it can be https://HOST/PATH alone; a token goes into DRYDOCK_CACHE_TOKEN",
        "https://cache.example.org/?x=y | it can be https://HOST/PATH alone; a token goes into DRYDOCK_CACHE_TOKEN",
        "s3://UPPER | no bucket has the name 'UPPER'; it has the form s3://BUCKET/PREFIX?region=REGION",
        "dir: | it can be dir:DIRECTORY, s3://BUCKET/PREFIX, registry:HOST/REPOSITORY or https://HOST/PATH",
      })
  void wrongPlaces(String where, String words) {
    Run run = sbom(Map.of(), where);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "drydock: --layer-cache is '"
                + where.replace("user:secret@", "…@")
                + "'; "
                + words
                + "\n");
  }

  @Test
  void wrongSettings() {
    for (String wait : List.of("0", "61", "soon")) {
      assertThat(sbom(Map.of("DRYDOCK_CACHE_WAIT", wait), "https://cache.example.org"))
          .isEqualTo(
              new Run(
                  2,
                  "",
                  "drydock: DRYDOCK_CACHE_WAIT is '"
                      + wait
                      + "'; it can be a number of seconds, from 1 to 60\n"));
    }
    Run run = sbom(Map.of(), "registry:UPPER/x y");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("drydock: --layer-cache is 'registry:UPPER/x y'; ");
  }
}
