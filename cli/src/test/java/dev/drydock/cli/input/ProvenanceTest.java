package dev.drydock.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Run;
import dev.drydock.cli.Shop;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Artifact;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuildKitProvenance;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.OciLayout;
import dev.drydock.testkit.OciRegistry;
import dev.drydock.testkit.Tools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images that tell what they were built from.
class ProvenanceTest {
  private static final String HEX = "d1".repeat(32);
  private static final String OTHER = "FROM alpine:3\nCOPY other /\n";

  @TempDir private Path home;
  private Shop shop;

  @BeforeEach
  void openShop() throws Exception {
    shop = new Shop(home);
    Files.createDirectories(shop.project.resolve("build"));
    Files.move(shop.project.resolve("Dockerfile"), shop.project.resolve("build/Dockerfile"));
    Files.writeString(shop.project.resolve("Dockerfile"), OTHER);
  }

  private static ImageBuilder application() {
    return Shop.application("1.1.1w-0+deb11u1", "1:1.2.11-1");
  }

  private static BuildKitProvenance provenance() {
    return new BuildKitProvenance()
        .clone("https://github.com/team/shop.git", "c0ffee", "build")
        .material("pkg:docker/debian@11?platform=linux%2Famd64", HEX);
  }

  /// As buildx writes it: an index with the image and the attestation beside it.
  private String layout(BuiltImage image, String statement) throws Exception {
    Artifact attestation = BuildKitProvenance.attestation(statement, "v0.2");
    Blob index =
        BuiltImage.index(
            image.indexEntry()
                + ","
                + BuildKitProvenance.indexEntry(attestation, image.manifest()));
    OciLayout layout =
        OciLayout.of(image)
            .blob(attestation.manifest())
            .blob(attestation.config())
            .blob(index)
            .index(BuiltImage.index(index.descriptor()));
    attestation.layers().forEach(layer -> layout.blob(layer.blob()));
    return "oci-dir:" + layout.writeTo(Files.createTempDirectory(home, "layout"));
  }

  private Run run(Path directory, String command, String image, String... more) {
    List<String> all =
        new ArrayList<>(List.of(command, "--advisories", shop.feeds, "--no-progress"));
    all.addAll(List.of(more));
    all.add(image);
    return Run.in(
        home, directory, Map.of("PATH", System.getenv("PATH")), all.toArray(String[]::new));
  }

  private Run plan(String image, String... more) {
    return run(home, "plan", image, more);
  }

  private static Json base(Run run) throws Exception {
    return json(run).get("base").orElseThrow();
  }

  private static Json json(Run run) throws Exception {
    return new JsonReader(Limits.defaults())
        .read(run.out().getBytes(StandardCharsets.UTF_8), "output");
  }

  private static List<@Nullable Object> told(Json base) {
    List<@Nullable Object> told = new ArrayList<>();
    told.add(base.text("reference"));
    told.add(base.text("digest"));
    told.add(base.text("evidence"));
    return told;
  }

  @Test
  void theProjectsDockerfileIsFoundAndChanged() throws Exception {
    BuiltImage image = application().build();
    String layout = layout(image, provenance().v02(image.manifest().digest()));

    Run run = run(home, "fix", layout, "--project", shop.project.toString());

    assertThat(run.err())
        .isEqualTo(
            "drydock: build/Dockerfile is the Dockerfile that the provenance of the image names\n");
    assertThat(run.out()).contains("→ build/Dockerfile:3").contains("3 of 3 actions are in");
    assertThat(shop.read("build/Dockerfile")).contains("--only-upgrade libssl1.1");
    assertThat(shop.read("Dockerfile")).isEqualTo(OTHER);
  }

  @Test
  void theDockerfileInTheProvenanceTellsTheBaseWithoutAnyProject() throws Exception {
    BuiltImage image = application().build();
    String layout =
        layout(image, provenance().text(Shop.DOCKERFILE).v02(image.manifest().digest()));

    Run run = run(home, "scan", layout, "-f", "json");

    assertThat(run.err()).isEmpty();
    assertThat(told(base(run)))
        .containsExactly(
            "debian:11", "sha256:" + HEX, "the Dockerfile accounts for the layers above");
    assertThat(run.out()).contains("\"dockerfileLine\": 3");
  }

  @Test
  void minimalProvenanceNamesTheBaseThatTheHistoryShows() throws Exception {
    BuiltImage image = application().build();
    String layout = layout(image, provenance().v1(image.manifest().digest()));

    assertThat(told(base(run(home, "scan", layout, "-f", "json"))))
        .containsExactly(
            "debian:11", "sha256:" + HEX, "guessed: the history has a CMD below other layers");
  }

  @Test
  void aDockerfileThatHasMovedOnIsStillChanged() throws Exception {
    BuiltImage image = application().build();
    String layout =
        layout(image, provenance().text(Shop.DOCKERFILE).v02(image.manifest().digest()));
    Files.writeString(
        shop.project.resolve("build/Dockerfile"), Shop.DOCKERFILE + "RUN something-new\n");

    Run run = run(home, "fix", layout, "--project", shop.project.toString());

    assertThat(run.err())
        .isEqualTo(
            "drydock: build/Dockerfile is the Dockerfile that the provenance of the image names\n"
                + "drydock: the lines of the Dockerfile are not told: line 5 (RUN) is not what the"
                + " history says there (the image was built from revision c0ffee)\n");
    assertThat(shop.read("build/Dockerfile"))
        .contains("--only-upgrade libssl1.1")
        .contains("RUN something-new");
  }

  @Test
  void damagedProvenanceIsSaidAndThePlanGoesOn() throws Exception {
    BuiltImage image = application().build();
    String elsewhere = layout(image, provenance().v02("sha256:" + "ee".repeat(32)));

    Run run = plan(elsewhere);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "drydock: passed over: the provenance of " + elsewhere + " is about another image\n");
    assertThat(run.out()).contains("Upgrade openssl");

    String broken = layout(image, "{");
    assertThat(plan(broken).err()).hasLineCount(1).startsWith("drydock: passed over: ");
    assertThat(plan(broken, "--quiet").err()).isEmpty();
  }

  @Test
  void ofARegistryItIsReadWhereAsked() throws Exception {
    BuiltImage image = application().build();
    Artifact attestation =
        BuildKitProvenance.attestation(
            provenance().text(Shop.DOCKERFILE).v02(image.manifest().digest()), "v0.2");
    try (OciRegistry registry = OciRegistry.start()) {
      registry.push("shop", "plain", image);
      registry.push("shop", "attestation", attestation);
      registry.pushManifest(
          "shop",
          "1",
          BuiltImage.index(
              image.indexEntry()
                  + ","
                  + BuildKitProvenance.indexEntry(attestation, image.manifest())));
      String name = registry.host() + "/shop:1";

      Run plain = run(home, "scan", name, "-f", "json");
      assertThat(told(base(plain)))
          .containsExactly(null, null, "guessed: the history has a CMD below other layers");
      int requests = registry.requests().size();

      Run asked = run(home, "scan", name, "-f", "json", "--provenance", "attached");

      assertThat(asked.err()).isEmpty();
      assertThat(told(base(asked)))
          .containsExactly(
              "debian:11", "sha256:" + HEX, "the Dockerfile accounts for the layers above");
      assertThat(registry.requests()).hasSizeGreaterThan(2 * requests);

      Run none = run(home, "plan", registry.host() + "/shop:plain", "--provenance", "attached");
      assertThat(none.err())
          .isEqualTo(
              "drydock: no provenance of BuildKit is attached to "
                  + registry.host()
                  + "/shop:plain\n");
    }
  }

  @Test
  void theOptionIsUnderstood() throws Exception {
    assertThat(plan(shop.image, "--provenance", "slsa").err())
        .isEqualTo("drydock: --provenance is 'slsa'; it can be attached\n");
    assertThat(plan(shop.image, "--provenance", "attached", "--all-images").exitCode())
        .isEqualTo(2);
  }

  @Test
  void aCloneOfTheImagesSourceIsItsProject() throws Exception {
    git("init", "--quiet");
    git("remote", "add", "origin", "git@github.com:Team/shop.git");
    BuiltImage image =
        application()
            .label("org.opencontainers.image.source", "https://github.com/team/shop")
            .label("com.docker.image.source.entrypoint", "build/Dockerfile")
            .build();
    String layout = "oci-dir:" + OciLayout.of(image).writeTo(home.resolve("labelled"));

    Run inside = run(shop.project.resolve("app"), "plan", layout);

    assertThat(inside.err())
        .isEqualTo("drydock: build/Dockerfile is the Dockerfile that a label of the image names\n");
    assertThat(inside.out()).contains("→ build/Dockerfile:3").contains("→ app/package.json");
    Run outside = run(home, "plan", layout);
    assertThat(outside.err()).isEmpty();
    assertThat(outside.out()).doesNotContain("→ app/", "→ build/");

    git("remote", "set-url", "origin", "https://github.com/team/other.git");
    assertThat(run(shop.project, "plan", layout)).isEqualTo(outside);
    assertThat(run(shop.project, "fix", layout).exitCode()).isEqualTo(2);
  }

  @Test
  void withoutAnyNameTheDockerfileThatFitsIsTaken() throws Exception {
    Files.createDirectories(shop.project.resolve("docker"));
    Files.move(
        shop.project.resolve("build/Dockerfile"), shop.project.resolve("docker/shop.Dockerfile"));

    Run run = plan(shop.image, "--project", shop.project.toString());

    assertThat(run.err())
        .isEqualTo(
            "drydock: docker/shop.Dockerfile is the Dockerfile that accounts for the image\n");
    assertThat(run.out()).contains("→ docker/shop.Dockerfile:3");
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Tools.require("git", "git").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(shop.project.toFile());
    builder.environment().put("HOME", home.toString());
    assertThat(builder.start().waitFor()).isZero();
  }
}
