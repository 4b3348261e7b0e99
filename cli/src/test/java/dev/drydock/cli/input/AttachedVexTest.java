package dev.drydock.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Run;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Artifact;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.OciRegistry;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// VEX documents beside an image, in registries with and without a list of referrers.
class AttachedVexTest {
  private static final BuiltImage APP =
      new ImageBuilder()
          .layer(new TarWriter().file("app/node_modules/a/package.json", packageJson("a")))
          .layer(new TarWriter().file("app/node_modules/b/package.json", packageJson("b")))
          .layer(new TarWriter().file("app/node_modules/c/package.json", packageJson("c")))
          .build();
  private static final String DIGEST = APP.manifest().digest();

  @TempDir Path home;
  private Path feeds = Path.of("");

  @BeforeEach
  void feeds() throws IOException {
    feeds = home.resolve("feeds");
    Path npm = Files.createDirectories(feeds.resolve("osv/npm")).resolve("all.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(npm))) {
      for (String name : List.of("a", "b", "c")) {
        zip.putNextEntry(new ZipEntry("x_TEST-" + name + ".json"));
        String record =
            """
            {"schema_version": "1.7.0", "id": "x_TEST-%s", "modified": "2026-01-01T00:00:00Z",
             "aliases": ["CVE-2026-000%d"],
             "affected": [{"package": {"ecosystem": "npm", "name": "%s"},
               "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}]}
            """
                .formatted(name, name.charAt(0) - 'a' + 1, name);
        zip.write(record.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void isFoundInAllPlacesAndSaysWhere() throws Exception {
    try (OciRegistry with = OciRegistry.withPagesOf(1);
        OciRegistry without = OciRegistry.withoutReferrers()) {
      for (OciRegistry registry : List.of(with, without)) {
        attach(registry);
        String name = registry.host() + "/app:1";
        Run run = scan("--format", "json", "--vex", "attached", name);

        assertThat(run.err())
            .isEqualTo(
                "drydock: 3 VEX documents are attached to "
                    + name
                    + "; signatures were not verified\n");
        Json document = json(run.out());
        assertThat(document.items("findings")).isEmpty();
        assertThat(document.items("suppressed").stream().map(AttachedVexTest::by))
            .containsExactlyInAnyOrder(
                "CVE-2026-0001 OpenVEX: a referrer of " + name,
                "CVE-2026-0002 OpenVEX: cosign's attestation of " + name,
                "CVE-2026-0003 CSAF: a referrer of " + name);
        assertThat(scan("--vex", "attached", "--show-suppressed", name).out())
            .contains("cosign's attestation of")
            .contains("signature not verified");
      }
    }
  }

  @Test
  void givesWayToALaterFileOfTheUser() throws Exception {
    try (OciRegistry registry = OciRegistry.start()) {
      attach(registry);
      Path own =
          Files.writeString(home.resolve("own.json"), openVex("CVE-2026-0001", "a", "affected"));
      Run run =
          scan("-q", "--format", "json", "--vex", own + ",attached", registry.host() + "/app:1");
      assertThat(run.err()).isEmpty();
      assertThat(json(run.out()).items("findings").stream().map(finding -> finding.text("id")))
          .containsExactly("CVE-2026-0001");
    }
  }

  @Test
  void whatIsNotThereOrNotToBeUsedIsSaid() throws Exception {
    try (OciRegistry registry = OciRegistry.start()) {
      registry.push("app", "1", APP);
      String name = registry.host() + "/app:1";
      assertThat(scan("--vex", "attached", name).err())
          .isEqualTo("drydock: no VEX document is attached to " + name + "\n");

      registry.attach(
          "app",
          Artifact.of("application/vnd.openvex+json", APP.manifest())
              .with("{", "application/vnd.openvex+json", ""));
      registry.attach(
          "app",
          Artifact.of("application/vnd.cyclonedx+json", APP.manifest())
              .with("{\"bomFormat\": \"CycloneDX\"}", "application/vnd.cyclonedx+json", ""));
      Run run = scan("--vex", "attached", name);
      assertThat(run.exitCode()).isZero();
      assertThat(run.err())
          .startsWith(
              "drydock: no VEX document is attached to " + name + "\ndrydock: passed over: ")
          .hasLineCount(2);
    }
    Path archive = Files.writeString(home.resolve("app.tar"), "");
    for (String other : List.of("docker-archive:app.tar", archive.toString(), "sbom:a.json")) {
      assertThat(scan("--vex", "attached", other))
          .isEqualTo(
              new Run(
                  2,
                  "",
                  "drydock: documents are attached to an image of a registry; name one, without"
                      + " --offline\n"));
    }
  }

  /// An OpenVEX document and a CSAF one as referrers, an OpenVEX attestation as cosign makes it,
  /// and things that are none.
  private static void attach(OciRegistry registry) {
    registry.push("app", "1", APP);
    registry.attach(
        "app",
        Artifact.of("application/vnd.openvex+json", APP.manifest())
            .with(openVex("CVE-2026-0001", "a", "not_affected"), "application/json", ""));
    registry.attach(
        "app",
        Artifact.of("application/csaf+json", APP.manifest())
            .with(CSAF, "application/csaf+json", ""));
    registry.attach(
        "app",
        Artifact.of("application/vnd.cncf.notary.signature", APP.manifest())
            .with("{}", "application/jose+json", ""));
    String statement =
        """
        {"_type": "https://in-toto.io/Statement/v0.1", "predicateType": "https://openvex.dev/ns",
         "subject": [{"name": "app", "digest": {"sha256": "%s"}}], "predicate": %s}
        """
            .formatted(DIGEST.substring(7), openVex("CVE-2026-0002", "b", "fixed"));
    String envelope =
        """
        {"payloadType": "application/vnd.in-toto+json", "payload": "%s", "signatures": []}
        """
            .formatted(
                Base64.getEncoder().encodeToString(statement.getBytes(StandardCharsets.UTF_8)));
    registry.push(
        "app",
        DIGEST.replace(':', '-') + ".att",
        Artifact.tagged()
            .with(
                "{\"payload\": \"\"}",
                "application/vnd.dsse.envelope.v1+json",
                "\"predicateType\":\"https://slsa.dev/provenance/v1\"")
            .with(
                envelope,
                "application/vnd.dsse.envelope.v1+json",
                "\"predicateType\":\"https://openvex.dev/ns\""));
  }

  private static final String CSAF =
      """
      {"document": {"category": "csaf_vex", "csaf_version": "2.0", "title": "t"},
       "product_tree": {"full_product_names": [{"product_id": "C", "name": "c",
         "product_identification_helper": {"purl": "pkg:npm/c@1.0.0"}}]},
       "vulnerabilities": [{"cve": "CVE-2026-0003", "product_status": {"known_not_affected": ["C"]}}]}
      """;

  private static String openVex(String id, String name, String status) {
    return """
    {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/%s", "author": "Example",
     "timestamp": "2026-05-01T00:00:00Z", "version": 1, "statements": [{"vulnerability": {"name": "%s"},
       "products": [{"@id": "pkg:npm/%s@1.0.0"}], "status": "%s",
       "justification": "vulnerable_code_not_present"}]}
    """
        .formatted(id, id, name, status);
  }

  private static String packageJson(String name) {
    return "{\"name\":\"" + name + "\",\"version\":\"1.0.0\"}";
  }

  private static String by(Json finding) {
    Json by = finding.get("vex").orElseThrow();
    String source = String.valueOf(by.text("source"));
    assertThat(source).matches(".* \\(sha256:[0-9a-f]{12}…, signature not verified\\)");
    return finding.text("id")
        + " "
        + by.text("format")
        + ": "
        + source.substring(0, source.indexOf(" ("));
  }

  private static Json json(String text) throws IOException {
    return new JsonReader(Limits.defaults()).read(text.getBytes(StandardCharsets.UTF_8), "stdout");
  }

  private Run scan(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "scan";
    all[1] = "--advisories";
    all[2] = feeds.toString();
    System.arraycopy(args, 0, all, 3, args.length);
    return Run.in(home, all);
  }
}
