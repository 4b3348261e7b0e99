package dev.drydock.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Run;
import dev.drydock.cli.Shop;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.DockerArchive;
import dev.drydock.testkit.OciLayout;
import dev.drydock.testkit.OciRegistry;
import dev.drydock.testkit.Packing;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same image gets the same verdict, finding by finding, wherever it comes from: files,
/// registry, caches, bills of materials and scans that were written down.
class SameVerdictTest {
  private static final Map<String, String> TIME = Map.of("SOURCE_DATE_EPOCH", "1787400000");
  private static final String POLICY =
      """
      policy: 1
      extends: drydock:default
      rules:
        root: { deny: observations, when: { rule: root-user } }
        own: { deny: findings, when: { origin: application, severity: ">= medium" } }
        base-of-today: { warn: image, when: { age: "> 30d", label: { team: shop } } }
        copyleft: { info: components, when: { licence: MIT, path: "app/*" } }
      """;

  /// What is given to the gate beside the image.
  enum Given {
    NOTHING,
    POLICY,
    EXCEPTIONS,
    VEX,
    BASELINE,
    EARLIER_BASE
  }

  @TempDir private Path home;
  private Shop shop;
  private BuiltImage image;
  private OciRegistry registry;

  @BeforeEach
  void openShop() throws IOException {
    shop = new Shop(home);
    registry = OciRegistry.start();
    image =
        Shop.application("1.1.1w-0+deb11u1", "1:1.2.11-1")
            .packing(Packing.ZSTD)
            .layer(
                new TarWriter().file("app/.netrc", "machine git.corp login me password h7Gq2zLp9"),
                "COPY .netrc /app # buildkit")
            .label("team", "shop")
            .tag("shop:1")
            .build();
    registry.push("shop", "1", image);
    Files.write(home.resolve("image.tar"), DockerArchive.of(image).bytes());
    OciLayout.of(image).writeTo(home.resolve("layout"));
    Files.write(home.resolve("layout.tar"), OciLayout.of(image).archive());
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  /// All forms of the image itself.
  private List<String> images() {
    return List.of(
        "docker-archive:" + home.resolve("image.tar"),
        "oci-dir:" + home.resolve("layout"),
        "oci-archive:" + home.resolve("layout.tar"),
        "registry:" + registry.host() + "/shop:1");
  }

  private static final List<String> DOCUMENTS =
      List.of(
          "cyclonedx-json",
          "cyclonedx-xml",
          "cyclonedx-1.7-json",
          "cyclonedx-1.7-xml",
          "spdx-json",
          "spdx-tv",
          "spdx-3-json",
          "json");

  private List<String> options(Given given) throws IOException {
    return switch (given) {
      case NOTHING -> List.of();
      case POLICY -> List.of("--policy", write("policy.yaml", POLICY));
      case EXCEPTIONS ->
          List.of(
              "--policy",
              write(
                  "excepting.yaml",
                  POLICY
                      + """
                      exceptions:
                        - { id: CVE-2021-44906, package: minimist, owner: o, reason: r, until: 2026-12-31 }
                        - { observation: secret/*, owner: o, reason: a test's, until: 2026-12-31 }
                        - { id: CVE-1999-0001, owner: o, reason: long ago, until: 2026-12-31 }
                      """));
      case VEX ->
          List.of(
              "--vex",
              write(
                  "vex.json",
                  """
                  {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/vex/1",
                   "author": "Shop", "timestamp": "2026-08-01T00:00:00Z", "version": 1,
                   "statements": [{"vulnerability": {"name": "CVE-2024-5535"},
                     "products": [{"@id": "pkg:deb/debian/libssl1.1"}],
                     "status": "not_affected", "justification": "vulnerable_code_not_present"}]}
                  """));
      case BASELINE -> {
        String before = home.resolve("before.json").toString();
        Run run = drydock("scan", List.of("-f", "json", "-o", before), shop.image);
        assertThat(run.exitCode()).as(run.err()).isZero();
        yield List.of("--baseline", before);
      }
      case EARLIER_BASE -> List.of("--baseline", "base");
    };
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text).toString();
  }

  private Run drydock(String command, List<String> more, String image) {
    List<String> all = new ArrayList<>(List.of(command));
    if (!image.startsWith("registry:")) {
      all.add("--offline");
    }
    if (!command.equals("sbom")) {
      all.addAll(List.of("--advisories", shop.feeds));
    }
    all.addAll(more);
    all.add(image);
    return Run.in(home, TIME, all.toArray(String[]::new));
  }

  private static Json read(String text) throws IOException {
    return new JsonReader(Limits.defaults())
        .read(text.getBytes(StandardCharsets.UTF_8), "what gate wrote");
  }

  /// What the gate says of one input.
  private record Said(int exitCode, Json verdict, Json findings, Json suppressed) {}

  private Said said(Given given, String image, String... more) throws IOException {
    List<String> options = new ArrayList<>(options(given));
    options.addAll(List.of("-f", "json"));
    options.addAll(List.of(more));
    Run run = drydock("gate", options, image);
    assertThat(run.err()).as(image).isEmpty();
    Json document = read(run.out());
    return new Said(
        run.exitCode(),
        document.get("verdict").orElseThrow(),
        document.get("findings").orElseThrow(),
        document.get("suppressed").orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(Given.class)
  void whereTheImageLiesDoesNotMatter(Given given) throws IOException {
    Said first = said(given, images().getFirst(), "--no-cache");

    assertThat(first.findings().items()).hasSize(given == Given.VEX ? 3 : 4);
    assertThat(first.verdict().items("violations")).isNotEmpty();
    for (String other : images()) {
      assertThat(said(given, other, "--no-cache")).as(other + ", read whole").isEqualTo(first);
      String cache = Files.createTempDirectory(home, "cache").toString();
      assertThat(said(given, other, "--cache-dir", cache)).as(other + ", kept").isEqualTo(first);
      assertThat(said(given, other, "--cache-dir", cache)).as(other + ", known").isEqualTo(first);
    }
  }

  @ParameterizedTest
  @EnumSource(Given.class)
  void itsBillOfMaterialsDoesAsWellAndSaysWhatItDoesNotTell(Given given) throws IOException {
    Said image = said(given, images().getFirst());
    List<String> unjudged = new ArrayList<>();
    for (String format : DOCUMENTS) {
      String file = home.resolve("shop." + format).toString();
      Run written = drydock("sbom", List.of("-f", format, "-o", file), images().getFirst());
      assertThat(written.exitCode()).as(written.err()).isZero();

      Said document = said(given, "sbom:" + file);

      assertThat(document.findings()).as(format).isEqualTo(image.findings());
      assertThat(document.suppressed()).as(format).isEqualTo(image.suppressed());
      for (String part : List.of("violations", "excused")) {
        assertThat(document.verdict().items(part))
            .as(format + ", " + part)
            .isEqualTo(withoutObservations(image.verdict().items(part)));
      }
      List<String> notes = new ArrayList<>(document.verdict().texts("notes"));
      unjudged.add(notes.removeFirst());
      assertThat(notes).isEqualTo(image.verdict().texts("notes"));
      assertThat(document.exitCode()).isEqualTo(document.verdict().isTrue("passes") ? 0 : 1);
    }
    boolean own = given == Given.POLICY || given == Given.EXCEPTIONS;
    assertThat(unjudged)
        .containsOnly(
            "not judged: secret, careless"
                + (own ? ", root" : "")
                + "; nobody looked for secrets and careless configuration here, of which a bill of"
                + " materials does not tell: judge the image itself");
  }

  /// What `scan` wrote down, in the place of a bill of materials: looked up anew.
  @ParameterizedTest
  @EnumSource(
      value = Given.class,
      names = {"NOTHING", "POLICY", "BASELINE", "EARLIER_BASE"})
  void theComponentsOfAScanDoAsWell(Given given) throws IOException {
    Said image = said(given, images().getFirst());
    String file = home.resolve("scan.json").toString();
    assertThat(drydock("scan", List.of("-f", "json", "-o", file), images().getFirst()).exitCode())
        .isZero();

    for (String input : List.of("sbom:" + file, file)) {
      Said document = said(given, input);
      assertThat(document.findings()).isEqualTo(image.findings());
      assertThat(document.verdict().items("violations"))
          .isEqualTo(withoutObservations(image.verdict().items("violations")));
    }
  }

  private static List<Json> withoutObservations(List<Json> violations) {
    return violations.stream()
        .filter(one -> !"observation".equals(one.get("subject").orElseThrow().text("kind")))
        .toList();
  }

  /// Its files in a directory or one archive: what is found is the same, where it came from nobody
  /// can tell.
  @ParameterizedTest
  @EnumSource(
      value = Given.class,
      names = {"NOTHING", "VEX", "BASELINE"})
  void itsRootFileSystemDoesAsWell(Given given) throws Exception {
    Said image = said(given, images().getFirst());
    Path root = Files.createDirectories(home.resolve("root"));
    BuiltImage plain = Shop.application("1.1.1w-0+deb11u1", "1:1.2.11-1").build();
    for (Blob layer : plain.layers()) {
      Path tar = Files.write(home.resolve("layer.tar"), layer.bytes());
      tar("-C", root.toString(), "-xf", tar.toString());
    }
    Files.writeString(root.resolve("app/.netrc"), "machine git.corp login me password h7Gq2zLp9");

    Path archive = home.resolve("root.tar");
    tar("-C", root.toString(), "-cf", archive.toString(), ".");
    for (String form : List.of("dir:" + root, "rootfs:" + archive)) {
      Said directory = said(given, form);
      assertThat(known(directory.findings())).as(form).isEqualTo(known(image.findings()));
      assertThat(known(directory.suppressed())).as(form).isEqualTo(known(image.suppressed()));
      assertThat(directory.exitCode()).as(form).isEqualTo(image.exitCode());
      assertThat(broken(directory.verdict())).as(form).isEqualTo(broken(image.verdict()));
    }
  }

  private static void tar(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("tar"));
    command.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  /// What does not depend on layers.
  private static List<List<String>> known(Json findings) {
    return findings.items().stream()
        .map(
            finding ->
                List.of(
                    String.valueOf(finding.text("id")),
                    String.valueOf(finding.get("component").flatMap(it -> it.get("purl"))),
                    String.valueOf(finding.text("severity")),
                    String.valueOf(finding.text("status")),
                    String.valueOf(finding.text("priority")),
                    finding.texts("fixedIn").toString(),
                    finding.texts("aliases").toString()))
        .toList();
  }

  /// Rules with what breaks them; a directory has no configuration that could be careless.
  private static List<List<String>> broken(Json verdict) {
    return verdict.items("violations").stream()
        .filter(
            one ->
                !String.valueOf(one.get("subject").map(it -> it.text("id"))).contains("root-user"))
        .map(
            one ->
                List.of(
                    String.valueOf(one.text("rule")),
                    String.valueOf(one.text("level")),
                    String.valueOf(one.get("subject").map(it -> it.text("id"))),
                    String.valueOf(one.get("subject").map(it -> it.text("purl")))))
        .toList();
  }

  @Test
  void aPolicyMayRefuseWhatNobodyLookedAt() throws IOException {
    String file = home.resolve("shop.cdx.json").toString();
    drydock("sbom", List.of("-f", "cyclonedx-json", "-o", file), images().getFirst());
    List<String> policy =
        List.of(
            "--policy",
            write(
                "strict.yaml",
                "policy: 1\nrules:\n  unseen: { deny: image, when: { observed: no } }\n"));

    assertThat(drydock("gate", policy, images().getFirst()).exitCode()).isZero();
    Run document = drydock("gate", policy, "sbom:" + file);
    assertThat(document.exitCode()).isEqualTo(1);
    assertThat(document.out())
        .contains("unseen: nobody looked for secrets and careless configuration");
    List<String> blind = new ArrayList<>(policy);
    blind.add("--no-hygiene");
    assertThat(drydock("gate", blind, images().getFirst()).exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Given.class,
      names = {"NOTHING", "POLICY", "EXCEPTIONS", "VEX"})
  void aScanThatWasWrittenDownDoesAsWell(Given given) throws IOException {
    Path scans = Files.createDirectories(home.resolve("scans"));
    String file = home.resolve("shop.spdx.json").toString();
    drydock("sbom", List.of("-f", "spdx-json", "-o", file), images().getFirst());
    List<String> options = new ArrayList<>(options(given));
    List<String> policy = options.contains("--policy") ? options : List.of();
    List<String> expected = new ArrayList<>();
    for (String input : List.of(images().getFirst(), "sbom:" + file)) {
      String name = expected.size() + ".json";
      List<String> scan = new ArrayList<>(given == Given.VEX ? options : List.of());
      scan.addAll(List.of("-f", "json", "-o", scans.resolve(name).toString()));
      assertThat(drydock("scan", scan, input).exitCode()).isZero();
      Json verdict = said(given, input).verdict();
      expected.add(line(name, verdict));
    }
    List<String> command = new ArrayList<>(List.of("policy", "test", "--scans", scans.toString()));
    command.addAll(policy);

    Run run = Run.in(home, command.toArray(String[]::new));

    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().filter(line -> line.contains(".json  ")))
        .extracting(line -> line.replaceAll("  [^ ]+: ", ": "))
        .isEqualTo(expected);
  }

  /// As `policy test` tells a verdict.
  private static String line(String name, Json verdict) {
    Map<String, Integer> rules = new LinkedHashMap<>();
    int warnings = 0;
    for (Json one : verdict.items("violations")) {
      if ("deny".equals(one.text("level"))) {
        rules.merge(Objects.requireNonNull(one.text("rule")), 1, Integer::sum);
      }
      warnings += "warn".equals(one.text("level")) ? 1 : 0;
    }
    List<String> parts = new ArrayList<>();
    rules.forEach((rule, count) -> parts.add(rule + " (" + count + ")"));
    if (warnings > 0) {
      parts.add(warnings + (warnings == 1 ? " warning" : " warnings"));
    }
    int excused = verdict.items("excused").size();
    if (excused > 0) {
      parts.add(excused + " excused");
    }
    return (verdict.isTrue("passes") ? "PASSED      " : "BLOCKED     ")
        + name
        + ": "
        + String.join(", ", parts);
  }
}
