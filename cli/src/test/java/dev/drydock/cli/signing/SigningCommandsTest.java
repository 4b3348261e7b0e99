package dev.drydock.cli.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Run;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Keys are made, images signed, attested and verified, as a user does it.
@Timeout(120)
class SigningCommandsTest {
  private static final Map<String, String> PASSWORD =
      Map.of("DRYDOCK_KEY_PASSWORD", "open sesame", "SOURCE_DATE_EPOCH", "1777863721");
  private static final BuiltImage APP =
      new ImageBuilder()
          .layer(
              new TarWriter()
                  .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                  .file(
                      "var/lib/dpkg/status",
                      "Package: zlib1g\nStatus: install ok installed\nVersion: 1:1.2.13\n"
                          + "Architecture: amd64\n"),
              "COPY . /")
          .build();

  @TempDir private Path home;

  private Run run(String... args) {
    return Run.in(home, PASSWORD, args);
  }

  private String file(String name) {
    return home.resolve(name).toString();
  }

  private Run generate() {
    return run("key", "generate", file("release"));
  }

  @Test
  void pairIsWrittenForItsOwnerOnlyAndNeverOverwritten() throws Exception {
    assertThat(generate())
        .isEqualTo(
            new Run(
                0,
                "",
                "drydock: wrote "
                    + file("release.key")
                    + ", which only you may see, and "
                    + file("release.pub")
                    + ", which whoever verifies needs\n"));
    assertThat(Files.getPosixFilePermissions(home.resolve("release.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    String before = Files.readString(home.resolve("release.key"));
    assertThat(before).startsWith("-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----");
    assertThat(Files.readString(home.resolve("release.pub")))
        .startsWith("-----BEGIN PUBLIC KEY-----");
    Run again = generate();
    assertThat(again.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(again.err()).contains("release.key is there already, and keys are not overwritten");
    assertThat(Files.readString(home.resolve("release.key"))).isEqualTo(before);
  }

  @Test
  void passphraseHasToComeFromSomewhere() throws Exception {
    Run none = Run.in(home, "key", "generate", file("lonely"));
    assertThat(none.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(none.err())
        .isEqualTo(
            "drydock: the key needs a passphrase; set DRYDOCK_KEY_PASSWORD, or name a file with"
                + " --password-file\n");
    assertThat(home.resolve("lonely.key")).doesNotExist();
    Files.writeString(home.resolve("word"), "open sesame\r\n");
    assertThat(
            Run.in(
                home,
                Map.of("DRYDOCK_KEY_PASSWORD", "another"),
                "key",
                "generate",
                "--quiet",
                "--algorithm",
                "ed25519",
                "--password-file",
                file("word"),
                file("made")))
        .isEqualTo(new Run(0, "", ""));
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("app", "1", APP);
      String image = registry.host() + "/app:1";
      assertThat(run("sign", "--key", file("made.key"), image).exitCode()).isZero();
      Run wrong =
          Run.in(
              home,
              Map.of("COSIGN_PASSWORD", "open sesame\r"),
              "sign",
              "--key",
              file("made.key"),
              image);
      assertThat(wrong.exitCode()).isEqualTo(ExitCode.INPUT);
      assertThat(wrong.err()).contains("the passphrase does not open").doesNotContain("sesame");
      assertThat(run("verify", "--key", file("made.pub"), image).exitCode()).isZero();
    }
  }

  @Test
  void signedImageIsVerifiedAndAnotherIsNot() throws Exception {
    generate();
    try (RegistryServer server = RegistryServer.start(home)) {
      server.push("team/app", "1", APP);
      String image = server.host() + "/team/app:1";
      String name = server.host() + "/team/app@" + APP.manifest().digest();
      assertThat(run("verify", "--key", file("release.pub"), image))
          .isEqualTo(
              new Run(ExitCode.GATE, "NOT VERIFIED: " + name + ": no trusted signature\n", ""));
      assertThat(run("sign", "--key", file("release.key"), "--cosign-tags", image))
          .isEqualTo(new Run(0, name + "\n", ""));
      Run verified = run("verify", "--key", file("release.pub"), "registry:" + image);
      assertThat(verified.exitCode()).isZero();
      assertThat(verified.err()).isEmpty();
      String hint = verified.out().substring(verified.out().indexOf("P-256") + 6).substring(0, 12);
      assertThat(verified.out())
          .isEqualTo(
              "trusted      signature     a referrer            2026-05-04T03:02:01Z, by ECDSA"
                  + " P-256 "
                  + hint
                  + "\ntrusted      signature     cosign's signature    2026-05-04T03:02:01Z, by"
                  + " ECDSA P-256 "
                  + hint
                  + "\nverified: "
                  + name
                  + " (signature)\n");
      run("key", "generate", file("other"));
      Run other = run("verify", "--key", file("other.pub"), name);
      assertThat(other.exitCode()).isEqualTo(ExitCode.GATE);
      assertThat(other.out())
          .isEqualTo(
              "not trusted                a referrer            none of the given keys has signed it"
                  + " as it is\nnot trusted                cosign's signature    none of the given"
                  + " keys has signed it as it is\nNOT VERIFIED: "
                  + name
                  + ": no trusted signature\n");
      assertThat(
              run("verify", "--key", file("other.pub") + "," + file("release.pub"), name)
                  .exitCode())
          .isZero();
    }
  }

  @Test
  void documentsAreMadeOnTheSpotAndRead() throws Exception {
    generate();
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      registry.push("app", "linux", APP);
      registry.put("app", "1", BuiltImage.index(APP));
      String image = registry.host() + "/app:1";
      Path index = advisories();
      for (String type : List.of("cyclonedx", "spdx", "scan")) {
        List<String> args =
            new ArrayList<>(List.of("attest", "--key", file("release.key"), "--type", type));
        if (type.equals("scan")) {
          args.addAll(List.of("--advisories", index.toString()));
        }
        args.add(image);
        assertThat(run(args.toArray(String[]::new)))
            .isEqualTo(new Run(0, registry.host() + "/app@" + APP.manifest().digest() + "\n", ""));
      }
      Run verified =
          run(
              "verify",
              "--key",
              file("release.pub"),
              "--platform",
              "linux/amd64",
              "--type",
              "cyclonedx,spdx,scan",
              "--max-age",
              "1h",
              "--format",
              "json",
              image);
      assertThat(verified.exitCode()).as(verified.out()).isZero();
      assertThat(verified.out())
          .contains(
              "\"verified\": true",
              "\"wanted\": [\"cyclonedx\", \"spdx\", \"scan\"]",
              "\"problems\": []",
              "\"predicateType\": \"https://cyclonedx.org/bom\"",
              "\"predicateType\": \"https://spdx.dev/Document\"",
              "\"predicateType\": \"https://drydock.dev/attestation/scan/v1\"",
              "\"signedAt\": \"2026-05-04T03:02:01Z\"");
      // the index itself has none
      assertThat(run("verify", "--key", file("release.pub"), "--type", "spdx", image).exitCode())
          .isEqualTo(ExitCode.GATE);
    }
  }

  private Path advisories() throws IOException {
    Path feeds = home.resolve("feeds");
    Path debian = Files.createDirectories(feeds.resolve("osv/Debian")).resolve("all.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(debian))) {
      zip.putNextEntry(new ZipEntry("DEBIAN-CVE-2099-1.json"));
      zip.write(
          ("{\"id\":\"DEBIAN-CVE-2099-1\",\"modified\":\"2026-01-01T00:00:00Z\",\"affected\":[{"
                  + "\"package\":{\"ecosystem\":\"Debian:12\",\"name\":\"zlib1g\"},\"ranges\":[{"
                  + "\"type\":\"ECOSYSTEM\",\"events\":[{\"introduced\":\"0\"}]}]}]}")
              .getBytes(StandardCharsets.UTF_8));
    }
    return feeds;
  }

  @Test
  void testThatFailedLastIsNoPass() throws Exception {
    generate();
    Files.writeString(home.resolve("passed.json"), "{\"result\":\"passed\",\"suite\":\"smoke\"}");
    Files.writeString(home.resolve("failed.json"), "{\"result\":\"failed\"}");
    Files.writeString(home.resolve("vague.json"), "{\"suite\":\"smoke\"}");
    Files.writeString(home.resolve("twice.json"), "{\"result\":\"failed\",\"result\":\"passed\"}");
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("app", "1", APP);
      String image = registry.host() + "/app:1";
      assertThat(attest("vague.json", image, "1").err())
          .contains("vague.json cannot be attested: it has no \"result\"");
      assertThat(attest("twice.json", image, "1").err()).contains("has a name twice");
      assertThat(attest("passed.json", image, "1777863721").exitCode()).isZero();
      assertThat(verifyTest(image).exitCode()).isZero();
      assertThat(attest("failed.json", image, "1777863722").exitCode()).isZero();
      Run failed = verifyTest(image);
      assertThat(failed.exitCode()).isEqualTo(ExitCode.GATE);
      assertThat(failed.out()).endsWith(": the newest trusted test says: failed\n");
      assertThat(attest("passed.json", image, "1777863723").exitCode()).isZero();
      assertThat(verifyTest(image).exitCode()).isZero();
      Run old =
          Run.in(
              home,
              Map.of("SOURCE_DATE_EPOCH", "1777950124"),
              "verify",
              "--key",
              file("release.pub"),
              "--type",
              "test",
              "--max-age",
              "1d",
              image);
      assertThat(old.exitCode()).isEqualTo(ExitCode.GATE);
      assertThat(old.out()).contains("too long ago").endsWith(": no trusted test\n");
    }
  }

  private Run attest(String predicate, String image, String epoch) {
    return Run.in(
        home,
        Map.of("DRYDOCK_KEY_PASSWORD", "open sesame", "SOURCE_DATE_EPOCH", epoch),
        "attest",
        "--key",
        file("release.key"),
        "--type",
        "test",
        "--predicate",
        file(predicate),
        image);
  }

  private Run verifyTest(String image) {
    return run("verify", "--key", file("release.pub"), "--type", "test", image);
  }

  @Test
  void layersAreReadOnWish() throws Exception {
    generate();
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("app", "1", APP);
      String image = registry.host() + "/app:1";
      assertThat(run("sign", "--key", file("release.key"), image).exitCode()).isZero();
      String[] verify = {"verify", "--layers", "--key", file("release.pub"), image};
      assertThat(run(verify).exitCode()).isZero();
      Blob layer = APP.layers().getFirst();
      byte[] changed = layer.bytes().clone();
      changed[changed.length / 2] ^= 1;
      registry.replace("app/blobs/" + layer.digest(), changed);
      Run damaged = run(verify);
      assertThat(damaged.exitCode()).isEqualTo(ExitCode.GATE);
      assertThat(damaged.out())
          .contains("NOT VERIFIED", "layer 0 of", "is damaged or was tampered with");
    }
  }

  @Test
  void keysOfTheEnvironmentAreTaken() throws Exception {
    generate();
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("app", "1", APP);
      String image = registry.host() + "/app:1";
      Map<String, String> environment =
          Map.of(
              "PRIVATE", Files.readString(home.resolve("release.key")),
              "PUBLIC", Files.readString(home.resolve("release.pub")),
              "COSIGN_PASSWORD", "open sesame");
      assertThat(Run.in(home, environment, "sign", "--key", "env://PRIVATE", image).exitCode())
          .isZero();
      assertThat(Run.in(home, environment, "verify", "--key", "env://PUBLIC", image).exitCode())
          .isZero();
      Run missing = run("verify", "--key", "env://NOWHERE", image);
      assertThat(missing.exitCode()).isEqualTo(ExitCode.INPUT);
      assertThat(missing.err()).contains("the environment variable NOWHERE is not set");
    }
  }

  @Test
  void wrongUsageIsToldBeforeAnythingIsDone() {
    usage("sign needs a private key, --key FILE", "sign", "app:1");
    usage("verify needs a public key that you trust", "verify", "app:1");
    usage("attest needs to know what is said", "attest", "--key", "k", "app:1");
    usage("there is no type 'tset' (did you mean test?)", "attest", "--type", "tset", "app:1");
    usage(
        "attest --type verdict needs the document that says it",
        "attest",
        "--type",
        "verdict",
        "app:1");
    usage("--max-age is 'soon'", "verify", "--key", "k", "--max-age", "soon", "app:1");
    usage("key needs to know what to do", "key");
    usage("there is no algorithm 'dsa'", "key", "generate", "--algorithm", "dsa");
    generate();
    usage("--offline forbids it", "verify", "--offline", "--key", file("release.pub"), "app:1");
    usage(
        "push the image",
        "sign",
        "--key",
        file("release.key"),
        "docker-archive:" + file("app.tar"));
    assertThat(run("verify", "--key", file("none.pub"), "app:1"))
        .isEqualTo(
            new Run(
                ExitCode.INPUT,
                "",
                "drydock: " + file("none.pub") + " does not exist; check the path\n"));
  }

  private void usage(String words, String... args) {
    Run run = run(args);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(words);
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void imageThatIsNotThereCannotBeRead() throws Exception {
    generate();
    try (FallibleRegistry registry = new FallibleRegistry()) {
      Run run = run("verify", "--key", file("release.pub"), registry.host() + "/app:1");
      assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
      assertThat(run.err()).contains("has no image");
      assertThat(run.out()).isEmpty();
    }
  }
}
