package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.RegistryServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the script does on red where it is asked for a patched image, with real Buildah and a real
/// registry: the image that `drydock fix` leads to, built from a copy of the sources and judged.
@Timeout(300)
class PatchedImageTest {
  @TempDir private Path directory;
  private RegistryServer registry;
  private Machine ci;
  private Path shop;

  @BeforeEach
  void aProjectThatIsRed() throws Exception {
    registry = RegistryServer.start(Files.createDirectories(directory.resolve("registry")));
    Bakery.pushBases(registry);
    Path advisories = Bakery.advisories(directory.resolve("feeds"));
    Path home = Files.createDirectories(directory.resolve("ci"));
    ci =
        Machine.make(home, registry.host())
            .with(
                Map.of(
                    "SOURCE_DATE_EPOCH",
                    Bakery.NOW,
                    "DRYDOCK",
                    home + "/bin/drydock",
                    "DRYDOCK_BUILDER",
                    "buildah",
                    "DRYDOCK_TRY_BASES",
                    "yes",
                    "DRYDOCK_INSECURE_REGISTRY",
                    registry.host(),
                    "DRYDOCK_PATCHED_IMAGE",
                    "yes"));
    Path index = home.resolve(".cache/drydock/advisories/advisories.idx");
    ok(
        ci.run(
            directory,
            "drydock",
            "db",
            "build",
            "-q",
            "-o",
            index.toString(),
            advisories.toString()));
    shop = Files.createDirectories(directory.resolve("shop"));
    ok(ci.run(shop, "git", "init", "-q"));
    Bakery.writeProject(shop, registry.host());
    ok(ci.run(shop, "drydock", "init", "shell"));
    ok(ci.run(shop, "git", "add", "-A"));
    ok(ci.run(shop, "git", "commit", "-q", "-m", "The shop"));
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private static Run ok(Run run) {
    assertThat(run.exitCode()).as(run.toString()).isZero();
    return run;
  }

  private Run all(Map<String, String> more) throws Exception {
    return ci.with(more).run(shop, "sh", "ci/drydock.sh", "all");
  }

  private String head() throws Exception {
    return ok(ci.run(shop, "git", "rev-parse", "HEAD")).out().strip();
  }

  /// The lines that the script says by itself after the gate has said no.
  private static List<String> said(Run run) {
    return run.err()
        .lines()
        .dropWhile(line -> !line.startsWith("drydock.sh: red: "))
        .skip(1)
        .filter(line -> line.startsWith("drydock.sh: "))
        .map(line -> line.substring("drydock.sh: ".length()))
        .toList();
  }

  private Json json(String name) throws Exception {
    return new JsonReader(Limits.defaults())
        .read(Files.readAllBytes(shop.resolve("drydock-reports").resolve(name)), name);
  }

  @Test
  void aFileBesideTheReportsThatPassesTheGate() throws Exception {
    Run red = all(Map.of());

    assertThat(red.exitCode()).as(red.toString()).isEqualTo(1);
    assertThat(said(red))
        .containsExactly(
            "building shop:" + head() + "-patched with buildah",
            "a patched image was built, from a copy of the sources with the changes of"
                + " drydock-reports/patched.diff: it passes the gate. It is for trying out, and not"
                + " published",
            "to try it: podman load --input drydock-reports/patched-image.tar",
            "to keep the changes: git apply drydock-reports/patched.diff, then commit and push");
    assertThat(json("drydock.json").items("findings")).hasSize(3);
    assertThat(json("patched.json").items("findings")).isEmpty();
    assertThat(json("patched.json").get("verdict").orElseThrow().isTrue("passes")).isTrue();
    assertThat(shop.resolve("drydock-reports/patched.md")).isRegularFile();
    String archive = "oci-archive:" + shop.resolve("drydock-reports/patched-image.tar");
    assertThat(ok(ci.run(shop, "drydock", "scan", "--offline", archive)).out())
        .contains("No known vulnerabilities.");
    // nothing of the repository has changed, and the diff is what does it
    assertThat(ok(ci.run(shop, "git", "status", "--porcelain")).out()).isEmpty();
    ok(ci.run(shop, "git", "apply", "drydock-reports/patched.diff"));
    assertThat(ok(ci.run(shop, "git", "diff", "--name-only")).out().lines())
        .containsExactly("Dockerfile", "requirements.txt");
    Run publish = ci.run(shop, "sh", "ci/drydock.sh", "publish");
    assertThat(publish.err()).contains("nothing is published");
  }

  @Test
  void aTagOfTheRegistryForDevelopment() throws Exception {
    String to = registry.host() + "/development/shop";
    Run red = all(Map.of("DRYDOCK_PATCHED_TO", to));

    assertThat(red.exitCode()).as(red.toString()).isEqualTo(1);
    assertThat(said(red)).contains("to try it: " + to + ":" + head() + "-patched").hasSize(4);
    assertThat(shop.resolve("drydock-reports/patched-image.tar")).doesNotExist();
    Run gated =
        ok(
            ci.run(
                shop,
                "drydock",
                "gate",
                "--insecure-registry",
                registry.host(),
                to + ":" + head() + "-patched"));
    assertThat(gated.out()).startsWith("PASSED: ");
  }

  @Test
  void whatARequestBringsStaysAFile() throws Exception {
    Run red =
        all(Map.of("DRYDOCK_PATCHED_TO", registry.host() + "/development/shop", "CHANGE_ID", "7"));

    assertThat(red.exitCode()).isEqualTo(1);
    assertThat(said(red)).anyMatch(line -> line.startsWith("to try it: podman load "));
    assertThat(shop.resolve("drydock-reports/patched-image.tar")).isRegularFile();
  }

  @Test
  void redIsRedWhereThereIsNothingToPatch() throws Exception {
    Files.writeString(
        shop.resolve("drydock.yaml"),
        "policy: 1\nrules:\n  never: { deny: image, when: { reference: '*' } }\n");
    Files.writeString(shop.resolve("requirements.txt"), "# none\n");
    Files.writeString(
        shop.resolve("Dockerfile"),
        Files.readString(shop.resolve("Dockerfile")).replace("3.11.1", "3.11.2"));
    Run red = all(Map.of());

    assertThat(red.exitCode()).as(red.toString()).isEqualTo(1);
    assertThat(said(red))
        .containsExactly(
            "drydock fix changes no file by itself; what it says is in drydock-reports/patched.diff",
            "there is no patched image; the lines above say why");
    assertThat(shop.resolve("drydock-reports/patched-image.tar")).doesNotExist();
  }
}
