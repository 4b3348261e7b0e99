package dev.drydock.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.cli.Run;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.DockerArchive;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Base images that are found in the real registry which the present one is from.
class TryBasesTest {
  private static final Map<String, String> STILL = Map.of("SOURCE_DATE_EPOCH", "1787300000");

  private static final String DOCKERFILE = "the Dockerfile accounts for the layers above";
  private static final String LAYERS = "its layers are the lowest ones of this image";

  /// Has a package with a vulnerability for which there is no fix.
  private static final BuiltImage OLD = base("11", "old").build();

  private static final BuiltImage NEW = base("11").build();
  private static final BuiltImage NEXT = base("12").build();

  @TempDir private Path home;
  private RegistryServer server;
  private String base = "";
  private String feeds = "";

  @BeforeEach
  void fillTheRegistry() throws Exception {
    server = RegistryServer.start(Files.createDirectory(home.resolve("registry")));
    base = server.host() + "/team/base";
    for (String tag : List.of("1.0", "1.1", "1.2-rc1", "latest")) {
      server.push("team/base", tag, OLD);
    }
    server.push("team/base", "1.2", NEW);
    server.push("team/base", "2.0", NEXT);
    Path directory = Files.createDirectories(home.resolve("feeds/osv/Debian"));
    Files.writeString(
        directory.resolve("DEBIAN-CVE-2024-1000.json"),
        """
        {"schema_version":"1.7.0","id":"DEBIAN-CVE-2024-1000","modified":"2026-08-20T00:00:00Z",
         "upstream":["CVE-2024-1000"],
         "affected":[{"package":{"ecosystem":"Debian:11","name":"old"},
           "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"}]}]}]}
        """);
    Files.writeString(
        Files.createDirectories(home.resolve("feeds/kev"))
            .resolve("known_exploited_vulnerabilities.json"),
        """
        {"catalogVersion":"2026.08.20","dateReleased":"2026-08-20T00:00:00Z","count":1,
         "vulnerabilities":[{"cveID":"CVE-2024-1000","dateAdded":"2026-02-03",
           "knownRansomwareCampaignUse":"Unknown"}]}
        """);
    feeds = home.resolve("feeds").toString();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static ImageBuilder base(String release, String... packages) {
    StringBuilder status = new StringBuilder();
    for (String name : packages) {
      status.append(
          "Package: %s\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.0-1\n\n"
              .formatted(name));
    }
    return new ImageBuilder()
        .layer(
            new TarWriter()
                .file("etc/os-release", "ID=debian\nVERSION_ID=\"" + release + "\"\n")
                .file("var/lib/dpkg/status", status.toString()),
            "ADD rootfs.tar / # buildkit")
        .layer(new TarWriter().file("etc/team", "platform\n"), "COPY team /etc/team # buildkit");
  }

  /// The application upon the old base.
  private static ImageBuilder application() {
    return base("11", "old")
        .layer(new TarWriter().file("app/run", "#!/bin/sh\n"), "COPY run /app/ # buildkit");
  }

  private String save(ImageBuilder image) throws IOException {
    Path file = home.resolve("app.tar");
    return Files.write(file, DockerArchive.of(image.tag("app:1").build()).bytes()).toString();
  }

  private Path dockerfile(String from) throws IOException {
    Path directory = Files.createDirectories(home.resolve("project"));
    return Files.writeString(
        directory.resolve("Dockerfile"), "# the team's\nFROM " + from + "\nCOPY run /app/\n");
  }

  private Run run(String command, String... more) {
    List<String> args = new ArrayList<>(List.of(command, "--advisories", feeds));
    args.addAll(List.of(more));
    return Run.in(home, STILL, args.toArray(String[]::new));
  }

  @Test
  void theDockerfileTellsWhereToLook() throws Exception {
    String image = save(application());
    Path dockerfile = dockerfile(base + ":1.1");

    Run alone = run("plan", "--dockerfile", dockerfile.toString(), image);
    Run tried = run("plan", "--try-bases", "--dockerfile", dockerfile.toString(), image);

    assertThat(alone.out()).contains("CVE-2024-1000").doesNotContain("Build on");
    assertThat(tried.err()).isEmpty();
    assertThat(tried.exitCode()).isZero();
    assertThat(tried.out()).contains("Build on " + base + ":1.2").doesNotContain(":2.0");
  }

  @Test
  void fixEditsTheDockerfile() throws Exception {
    String image = save(application());
    Path dockerfile = dockerfile(base + ":1.1 AS app");

    Run run = run("fix", "--try-bases", "--dockerfile", dockerfile.toString(), image);

    assertThat(run.err()).isEmpty();
    assertThat(dockerfile)
        .hasContent("# the team's\nFROM " + base + ":1.2 AS app\nCOPY run /app/\n");
  }

  @Test
  void aPinnedBaseStaysPinned() throws Exception {
    String image = save(application());
    Path dockerfile = dockerfile(base + ":1.1@" + OLD.manifest().digest());

    Run run = run("fix", "--try-bases", "--dockerfile", dockerfile.toString(), image);

    assertThat(run.err()).isEmpty();
    assertThat(dockerfile)
        .hasContent(
            "# the team's\nFROM "
                + base
                + ":1.2@"
                + NEW.manifest().digest()
                + "\nCOPY run /app/\n");
  }

  @Test
  void theBaseIsKnownByItsLayers() throws Exception {
    String image = save(application());
    Path dockerfile = dockerfile(base + ":1.1");

    Run alone = run("scan", "-f", "json", "--dockerfile", dockerfile.toString(), image);
    Run tried =
        run("scan", "-f", "json", "--try-bases", "--dockerfile", dockerfile.toString(), image);
    Run named = run("scan", "-f", "json", "--base", "registry:" + base + ":1.0", image);

    assertThat(baseOf(alone)).isEqualTo(tuple(base + ":1.1", null, 2L, DOCKERFILE));
    assertThat(baseOf(tried)).isEqualTo(tuple(base + ":1.1", OLD.manifest().digest(), 2L, LAYERS));
    assertThat(baseOf(named))
        .isEqualTo(tuple("registry:" + base + ":1.0", OLD.manifest().digest(), 2L, LAYERS));
  }

  @Test
  void theImageTellsWhereToLook() throws Exception {
    String image = save(application().label("org.opencontainers.image.base.name", base + ":1.1"));

    assertThat(run("plan", "--try-bases", image))
        .satisfies(run -> assertThat(run.err()).isEmpty())
        .satisfies(run -> assertThat(run.out()).contains("Build on " + base + ":1.2"));
  }

  @Test
  void aNewerBuildOfTheSameTagIsTheNearest() throws Exception {
    server.push("team/base", "1.1", NEW);
    String image = save(application());
    Path dockerfile = dockerfile(base + ":1.1");
    String before = Files.readString(dockerfile);

    Run run = run("fix", "--try-bases", "--dockerfile", dockerfile.toString(), image);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Build on " + base + ":1.1", "--pull --no-cache");
    assertThat(dockerfile).hasContent(before);
  }

  @Test
  void onlyTagsOfTheImagesPlatformAreTried() throws Exception {
    server.push("team/base", "1.2", base("11").platform("linux/arm64").build());
    String image = save(application());

    Run run =
        run("plan", "--try-bases", "--dockerfile", dockerfile(base + ":1.1").toString(), image);

    assertThat(run.err())
        .isEqualTo(
            "drydock: "
                + base
                + ":1.2 was not tried: it is for linux/arm64, and the image for linux/amd64\n");
    assertThat(run.out())
        .contains("Build on " + base + ":2.0")
        .contains("Not decided: " + base + ":1.2 was not");
  }

  @Test
  void thePlanGoesOnWhereNothingCanBeTried() throws Exception {
    String image = save(application());
    String here = dockerfile(base + ":1.1").toString();

    Run offline = run("plan", "--try-bases", "--offline", "--dockerfile", here, image);
    Run unknown = run("plan", "--try-bases", image);
    String digest = dockerfile(base + "@" + OLD.manifest().digest()).toString();
    Run untagged = run("plan", "--try-bases", "--dockerfile", digest, image);
    String odd = dockerfile("Team/Base:1.1").toString();
    Run unreadable = run("plan", "--try-bases", "--dockerfile", odd, image);
    String local = dockerfile(server.host() + "/elsewhere:1").toString();
    Run missing = run("plan", "--try-bases", "--dockerfile", local, image);

    assertThat(offline.err())
        .isEqualTo(
            "drydock: no other base was tried: --offline forbids to ask the registry of "
                + base
                + ":1.1; name files with --base\n");
    assertThat(unknown.err()).startsWith("drydock: no other base was tried: nothing says which");
    assertThat(untagged.err()).contains("has no tag that could lead to a newer one");
    assertThat(unreadable.err())
        .startsWith("drydock: no other base was tried: not an image reference");
    assertThat(missing.err())
        .contains("drydock: no other tags were tried: " + server.host() + " lists no tags of")
        .contains("drydock: " + server.host() + "/elsewhere:1 was not tried: ")
        .hasLineCount(2);
    for (Run run : List.of(offline, unknown, untagged, unreadable, missing)) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("CVE-2024-1000", "Not decided: no other ");
    }
    assertThat(run("plan", "-q", "--try-bases", image).err()).isEmpty();
  }

  @Test
  void aRegistryThatIsDownIsSaid() throws Exception {
    String image = save(application());
    String here = dockerfile(base + ":1.1").toString();
    server.close();

    Run run = run("plan", "--try-bases", "--dockerfile", here, image);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .startsWith("drydock: no other base was tried: cannot read " + base)
        .hasLineCount(1);
    assertThat(run.out()).contains("CVE-2024-1000");
  }

  @Test
  void aBillOfMaterialsWithoutLayersIsNotComparedWithOtherBases() throws Exception {
    Path sbom =
        Files.writeString(
            home.resolve("app.cdx.json"),
            """
            {"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [
              {"type": "operating-system", "name": "debian", "version": "11"},
              {"type": "library", "name": "old", "version": "1.0-1",
               "purl": "pkg:deb/debian/old@1.0-1?distro=debian-11"}]}
            """);

    for (Run run :
        List.of(
            run("plan", "--base", "registry:" + base + ":1.2", sbom.toString()),
            run("plan", "--try-bases", sbom.toString()))) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.err()).startsWith("drydock: which parts came with the base cannot be told");
      assertThat(run.out()).contains("CVE-2024-1000").doesNotContain("Build on");
    }
  }

  private static Tuple baseOf(Run run) throws IOException {
    Json document =
        new JsonReader(Limits.defaults())
            .read(run.out().getBytes(StandardCharsets.UTF_8), "document");
    Json found = document.get("base").orElseThrow();
    return tuple(
        found.text("reference"),
        found.text("digest"),
        found.integer("layers").orElseThrow(),
        found.text("evidence"));
  }
}
