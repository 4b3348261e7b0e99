package dev.drydock.cli.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cache.LayerCache;
import dev.drydock.cli.Run;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.OciLayout;
import dev.drydock.testkit.OciRegistry;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The layer cache as users meet it.
class LayerCachesTest {
  private static final Map<String, String> STILL = Map.of("SOURCE_DATE_EPOCH", "1787300000");
  private static final Map<String, String> BUILD = Map.of("drydock.build", "1");

  @TempDir private Path home;
  private String image = "";
  private BuiltImage built = new ImageBuilder().build();

  @BeforeEach
  void makeAnImage() throws IOException {
    built =
        new ImageBuilder()
            .layer(
                new TarWriter()
                    .file("etc/os-release", "ID=debian\nVERSION_ID=\"11\"\n")
                    .file(
                        "var/lib/dpkg/status",
                        """
                        Package: libssl1.1
                        Status: install ok installed
                        Architecture: amd64
                        Source: openssl
                        Version: 1.1.1d-0+deb10u1

                        """)
                    .file("root/.env", "DB_PASSWORD=h7Gq2zLp9wXr"),
                "ADD rootfs.tar /")
            .layer(
                new TarWriter()
                    .file(
                        "app/node_modules/minimist/package.json",
                        "{\"name\":\"minimist\",\"version\":\"1.2.5\",\"license\":\"MIT\"}")
                    .whiteout("root/.env"),
                "COPY app /app")
            .build();
    Path feed = Files.createDirectories(home.resolve("feeds/osv/npm"));
    Files.writeString(
        feed.resolve("GHSA-xvch-5gv4-984h.json"),
        """
        {"schema_version":"1.7.0","id":"GHSA-xvch-5gv4-984h","modified":"2026-08-20T00:00:00Z",
         "affected":[{"package":{"ecosystem":"npm","name":"minimist"},
           "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1.2.6"}]}]}]}
        """);
    image = "oci-dir:" + OciLayout.of(built).writeTo(home.resolve("image"));
  }

  private Run run(String... args) {
    return run(Map.of(), args);
  }

  private Run run(Map<String, String> environment, String... args) {
    return run(environment, BUILD, args);
  }

  private Run run(Map<String, String> environment, Map<String, String> build, String... args) {
    Map<String, String> all = new HashMap<>(STILL);
    all.putAll(environment);
    List<String> whole = new ArrayList<>(List.of(args));
    if (args[0].equals("scan")) {
      whole.addAll(List.of("--advisories", home.resolve("feeds").toString()));
    }
    return Run.in(home, all, build, whole.toArray(new String[0]));
  }

  private static List<String> files(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private List<String> kept() throws IOException {
    return files(home.resolve(".cache/drydock/layers"));
  }

  @Test
  void theSecondReportIsTheFirstOne() throws IOException {
    for (String command : List.of("scan", "sbom")) {
      Run read = run(command, "--no-cache", "-f", "json", "--include-deleted", image);
      assertThat(read.exitCode()).isZero();
      assertThat(read.out()).contains("minimist");
      assertThat(run(command, "-f", "json", "--include-deleted", image)).isEqualTo(read);
      assertThat(run(command, "-f", "json", "--include-deleted", image)).isEqualTo(read);
      assertThat(kept()).hasSize(2);
    }
    assertThat(run("scan", "--no-cache", "-f", "json", image).out())
        .contains("layer 1 deletes it, and everyone who has the image still has it");
  }

  @Test
  void noSecretIsKept() throws IOException {
    run("scan", image);
    assertThat(kept()).hasSize(2);
    for (String name : kept()) {
      byte[] entry = Files.readAllBytes(home.resolve(".cache/drydock/layers").resolve(name));
      assertThat(new String(entry, StandardCharsets.ISO_8859_1)).doesNotContain("h7Gq2zLp9wXr");
    }
  }

  @Test
  void layersOfARegistryAreFetchedOnce() throws Exception {
    try (OciRegistry registry = OciRegistry.start()) {
      registry.push("app", "1", built);
      String reference = "registry:" + registry.host() + "/app:1";
      Run first = run("scan", "-f", "json", reference);
      assertThat(first.exitCode()).isZero();
      long fetched = layersFetched(registry);
      assertThat(fetched).isEqualTo(2);
      assertThat(run("scan", "-f", "json", reference)).isEqualTo(first);
      assertThat(layersFetched(registry)).isEqualTo(fetched);
      assertThat(run("scan", "-f", "json", "--no-cache", reference)).isEqualTo(first);
      assertThat(layersFetched(registry)).isEqualTo(2 * fetched);
    }
  }

  private long layersFetched(OciRegistry registry) {
    return registry.requests().stream()
        .filter(request -> built.layers().stream().anyMatch(layer -> request.contains(layer.hex())))
        .count();
  }

  @Test
  void aDirectoryThatIsSharedServesAnotherMachine() throws IOException {
    Path shared = home.resolve("shared");
    String option = "--layer-cache=dir:" + shared;
    Run first = run("scan", "-f", "json", option, image);
    assertThat(files(shared)).isEqualTo(kept()).hasSize(2);
    assertThat(run("cache", "clean").err())
        .startsWith("drydock: took away 2 layers (")
        .endsWith(" from " + home.resolve(".cache/drydock/layers") + "\n");
    assertThat(kept()).isEmpty();
    assertThat(files(shared)).hasSize(2);

    damageLayers();
    assertThat(run("scan", "-f", "json", option, image)).isEqualTo(first);
    assertThat(kept()).hasSize(2);
    assertThat(run("scan", "-f", "json", image)).isEqualTo(first);
    assertThat(run("scan", "-f", "json", "--no-cache", image).err()).contains("is damaged");
  }

  /// So that they cannot be read.
  private void damageLayers() throws IOException {
    for (Blob layer : built.layers()) {
      byte[] bytes = layer.bytes().clone();
      bytes[bytes.length - 1] ^= 1;
      Files.write(home.resolve("image/blobs/sha256").resolve(layer.hex()), bytes);
    }
  }

  @Test
  void entriesOfAnotherSecretOrBuildDoNotCount() throws IOException {
    Run first = run("scan", "-f", "json", image);
    assertThat(run(Map.of("DRYDOCK_CACHE_KEY", "secret"), "scan", "-f", "json", image))
        .isEqualTo(first);
    assertThat(kept()).hasSize(4);
    assertThat(run(Map.of(), Map.of("drydock.build", "2"), "scan", "-f", "json", image))
        .isEqualTo(first);
    assertThat(kept()).hasSize(6);
    damageLayers();
    assertThat(run(Map.of("DRYDOCK_CACHE_KEY", "secret"), "scan", "-f", "json", image))
        .isEqualTo(first);
    assertThat(run(Map.of("DRYDOCK_CACHE_KEY", "other"), "scan", "-f", "json", image).err())
        .contains("is damaged");
  }

  /// The build gives the engine to this test as a jar or as a directory, by how far it has come.
  @Test
  void classesThatSomebodyWorksOnKeepNothing() throws IOException {
    String engine = LayerCache.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    assertThat(run(Map.of(), Map.of(), "scan", image).exitCode()).isZero();
    assertThat(kept()).hasSize(Files.isDirectory(Path.of(engine)) ? 0 : 2);
  }

  @Test
  void aPlaceThatCannotBeWrittenIsSaidOnce() throws IOException {
    Files.createDirectories(home.resolve(".cache/drydock"));
    Files.writeString(home.resolve(".cache/drydock/layers"), "in the way");
    Run run = run("scan", "-f", "json", image);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(run("scan", "-f", "json", "--no-cache", image).out());
    assertThat(run.err())
        .isEqualTo(
            "drydock: layers are not taken from "
                + home.resolve(".cache/drydock/layers")
                + ", so scans are slower: Not a directory (--no-cache does without)\n");
    assertThat(run("scan", "-q", "-f", "json", image).err()).isEmpty();
  }

  @Test
  void theSizeIsTheUsers() throws IOException {
    Map<String, String> small = Map.of("DRYDOCK_CACHE_SIZE", "0MB");
    assertThat(run(small, "scan", image).exitCode()).isZero();
    assertThat(kept()).isEmpty();
    assertThat(run(Map.of("DRYDOCK_CACHE_SIZE", "500 mb"), "cache", "status").out())
        .isEqualTo(
            "Layer cache: "
                + home.resolve(".cache/drydock/layers")
                + "\n0 layers, 0.0 MB of at most 500.0 MB\n");
    assertThat(run(Map.of("DRYDOCK_CACHE_SIZE", "much"), "scan", image))
        .isEqualTo(
            new Run(
                2,
                "",
                "drydock: DRYDOCK_CACHE_SIZE is 'much'; it can be a number and MB or GB, such as"
                    + " 2GB\n"));
  }

  @Test
  void statusForPrograms() {
    run("scan", image);
    assertThat(run("cache", "status", "-f", "json").out())
        .contains("\"entries\": 2", "\"maxBytes\": 2147483648", "\"oldestUse\": \"20")
        .doesNotContain("\"bytes\": 0");
    run("cache", "clean");
    assertThat(run("cache", "status", "-f", "json").out())
        .contains("\"entries\": 0", "\"bytes\": 0", "\"oldestUse\": null");
  }

  @Test
  void wrongOptions() {
    assertThat(run("scan", "--layer-cache", "there", image))
        .isEqualTo(
            new Run(
                2,
                "",
                "drydock: --layer-cache is 'there'; it can be dir:DIRECTORY, s3://BUCKET/PREFIX,"
                    + " registry:HOST/REPOSITORY or https://HOST/PATH\n"));
    assertThat(run("scan", "--no-cache", "--layer-cache", "dir:x", image))
        .isEqualTo(
            new Run(
                2,
                "",
                "drydock: --no-cache and --layer-cache contradict each other; leave one out\n"));
    assertThat(run("cache").err())
        .isEqualTo(
            "drydock: cache needs to know what to do: status or clean; see `drydock cache"
                + " --help`\n");
  }
}
