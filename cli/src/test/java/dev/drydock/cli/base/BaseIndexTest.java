package dev.drydock.cli.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Harbour;
import dev.drydock.cli.Run;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.TarWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A base for two platforms is approved as a whole, and images of either stand upon it.
@Timeout(180)
class BaseIndexTest {
  private static final TarWriter COMMON = new TarWriter().file("etc/motd", "common\n");
  private static final BuiltImage AMD = base("linux/amd64", "amd64").build();
  private static final BuiltImage ARM = base("linux/arm64", "arm64").build();
  private static final Blob INDEX = BuiltImage.index(AMD, ARM);
  private static final String LASTING = "12-20260504-" + INDEX.hex().substring(0, 12);

  @TempDir private Path home;

  private static ImageBuilder base(String platform, String architecture) {
    return new ImageBuilder()
        .platform(platform)
        .layer(
            new TarWriter()
                .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nNAME=Debian\n")
                .file(
                    "var/lib/dpkg/status",
                    "Package: zlib1g\nSource: zlib\nStatus: install ok installed\nVersion:"
                        + " 1:1.2.13\nArchitecture: "
                        + architecture
                        + "\n"))
        .layer(COMMON);
  }

  private static BuiltImage shop(String platform, String architecture) {
    return base(platform, architecture)
        .layer(new TarWriter().file("srv/shop", "shop of " + architecture))
        .build();
  }

  private static Harbour pushed(Path home, FallibleRegistry registry) throws Exception {
    registry.push("bases/debian", "amd", AMD);
    registry.push("bases/debian", "arm", ARM);
    registry.put("bases/debian", "candidate-12-0123456789ab", INDEX);
    return new Harbour(home, registry.host());
  }

  private static void approve(Harbour harbour) {
    String candidate = harbour.debian() + ":candidate-12-0123456789ab";
    for (String person : List.of("alice", "bob")) {
      Run run = harbour.approve(person, candidate);
      assertThat(run.exitCode()).as(run.toString()).isZero();
    }
  }

  private static Run gate(Harbour harbour, String image, String platform) {
    return harbour.run(
        "gate",
        "--policy",
        harbour.path("policy.yaml"),
        "--advisories",
        harbour.path("feeds"),
        "--platform",
        platform,
        "-f",
        "json",
        image);
  }

  private static String status(Run run) {
    return run.out().replaceAll("(?s).*\"standing\": \\{\\s*\"status\": \"([a-z]+)\".*", "$1");
  }

  @Test
  void indexIsApprovedAndImagesOfBothPlatformsStandUponIt() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      Harbour harbour = pushed(home, registry);
      approve(harbour);
      // both tags stand for the index
      for (String tag : List.of(LASTING, "12")) {
        assertThat(registry.get("bases/debian/manifests/" + tag))
            .isNotNull()
            .extracting(Blob::digest)
            .isEqualTo(INDEX.digest());
      }
      assertThat(harbour.look("show", harbour.debian() + ":12").out())
          .contains(
              "@" + INDEX.digest() + "\n  is          approved by alice and bob",
              "  image       " + AMD.manifest().digest() + ", linux/amd64\n",
              "  image       " + ARM.manifest().digest() + ", linux/arm64\n");
      registry.push("shop", "amd", shop("linux/amd64", "amd64"));
      registry.push("shop", "arm", shop("linux/arm64", "arm64"));
      registry.put(
          "shop",
          "1",
          BuiltImage.index(shop("linux/amd64", "amd64"), shop("linux/arm64", "arm64")));
      for (String platform : List.of("linux/amd64", "linux/arm64")) {
        Run run = gate(harbour, harbour.host() + "/shop:1", platform);
        assertThat(run.err()).isEmpty();
        assertThat(status(run)).isEqualTo("approved");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
            .contains(
                "\"reference\": \"" + harbour.debian() + ":" + LASTING + "\"",
                "\"digest\": \"" + INDEX.digest() + "\"");
      }
      // one revocation ends it for both
      assertThat(harbour.base("carol", "revoke", harbour.debian() + ":" + LASTING).out())
          .contains(": revoked by carol on 2026-05-04: carol says so\n");
      for (String platform : List.of("linux/amd64", "linux/arm64")) {
        assertThat(status(gate(harbour, harbour.host() + "/shop:1", platform)))
            .isEqualTo("revoked");
      }
    }
  }

  @Test
  void platformThatWasSwappedIsRefused() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      Harbour harbour = pushed(home, registry);
      approve(harbour);
      BuiltImage swapped =
          new ImageBuilder()
              .platform("linux/arm64")
              .layer(new TarWriter().file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n"))
              .layer(new TarWriter().file("bin/backdoor", "x"))
              .build();
      registry.push("bases/debian", "swapped", swapped);
      registry.push(
          "shop",
          "1",
          new ImageBuilder()
              .platform("linux/arm64")
              .layer(new TarWriter().file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n"))
              .layer(new TarWriter().file("bin/backdoor", "x"))
              .layer(new TarWriter().file("srv/shop", "shop"))
              .build());
      // under the tag that is never moved
      Blob other = BuiltImage.index(AMD, swapped);
      registry.put("bases/debian", LASTING, other);
      assertThat(harbour.look("list").out())
          .contains(LASTING + " is never moved, and somebody moved it; it is passed over");
      assertThat(status(gate(harbour, harbour.host() + "/shop:1", "linux/arm64")))
          .isEqualTo("unapproved");
      // or behind the index's own digest
      registry.put("bases/debian", LASTING, INDEX);
      registry.replace("bases/debian/manifests/" + INDEX.digest(), other.bytes());
      registry.replace("bases/debian/manifests/" + LASTING, other.bytes());
      Run run = gate(harbour, harbour.host() + "/shop:1", "linux/arm64");
      assertThat(run.exitCode()).isEqualTo(ExitCode.GATE);
      assertThat(status(run)).isEqualTo("unapproved");
    }
  }

  @Test
  void evidenceOfEachPlatformIsWanted() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      Harbour harbour = pushed(home, registry);
      String candidate = harbour.debian() + ":candidate-12-0123456789ab";
      String key = harbour.path("pipeline.pub");
      harbour.evidence(harbour.debian() + "@" + AMD.manifest().digest());
      Run missing = harbour.base("alice", "approve", candidate, "--evidence-key", key);
      assertThat(missing.exitCode()).isEqualTo(ExitCode.INPUT);
      assertThat(missing.err())
          .contains(
              "is not approved: linux/arm64: no trusted hardening lies beside it; linux/arm64: no"
                  + " trusted test lies beside it; ")
          .doesNotContain("linux/amd64");
      harbour.evidence(harbour.debian() + "@" + ARM.manifest().digest());
      Run approved = harbour.base("alice", "approve", candidate, "--evidence-key", key);
      assertThat(approved.err()).isEmpty();
      assertThat(approved.out())
          .isEqualTo(
              harbour.debian()
                  + "@"
                  + INDEX.digest()
                  + ": approved by alice; 1 more is needed, of bob, carol\n");
      assertThat(harbour.look("show", "-f", "json", candidate).out())
          .contains(
              "\"platform\": \"linux/amd64\"",
              "\"platform\": \"linux/arm64\"",
              "\"packages\": 7",
              "\"vulnerabilities\": 3");
    }
  }
}
