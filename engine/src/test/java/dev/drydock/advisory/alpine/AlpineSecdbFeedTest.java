package dev.drydock.advisory.alpine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.drydock.advisory.FeedRun;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlpineSecdbFeedTest {
  private static final String MAIN =
      """
      {"apkurl": "{{urlprefix}}/{{distroversion}}/{{reponame}}", "archs": ["x86_64"],
       "reponame": "main", "urlprefix": "https://dl-cdn.alpinelinux.org/alpine",
       "distroversion": "v3.19", "packages": [
         {"pkg": {"name": "openssl", "secfixes": {
            "3.1.4-r10": ["CVE-2024-1"], "3.1.4-r9": ["CVE-2024-1", "CVE-2024-2"],
            "0": ["CVE-2024-3", "CVE-2024-2"]}}},
         {"pkg": {"name": "xen", "secfixes": {"4.18-r1": ["CVE-2024-4 XSA-1", "XSA-2",
            "CVE-2024-5 (+ regression fix)", ""]}}},
         {"pkg": {"name": "empty", "secfixes": {}}}, 7]}
      """;

  @TempDir private Path directory;

  @Test
  void fixesAreCollectedOverAllRepositories() throws IOException {
    Path release = Files.createDirectories(directory.resolve("v3.19"));
    Files.writeString(release.resolve("main.json"), MAIN);
    Path old = Files.createDirectories(directory.resolve("v3.10"));
    Files.writeString(
        old.resolve("community.yaml"),
        """
        ---
        distroversion: v3.10
        reponame: community
        packages:
          - pkg:
              name: openssl
              secfixes:
                1.1.1d-r0:
                  - CVE-2024-1
        """);

    FeedRun run = FeedRun.of(new AlpineSecdbFeed(Limits.defaults()), directory);

    assertThat(run.lines())
        .containsExactly(
            "ALPINE-SECDB-CVE-2024-1: Alpine:v3.10 openssl [0,1.1.1d-r0)",
            "ALPINE-SECDB-CVE-2024-1: Alpine:v3.19 openssl [0,3.1.4-r10)",
            "ALPINE-SECDB-CVE-2024-2: Alpine:v3.19 openssl [0,3.1.4-r9)",
            "ALPINE-SECDB-CVE-2024-4: Alpine:v3.19 xen [0,4.18-r1)",
            "ALPINE-SECDB-CVE-2024-5: Alpine:v3.19 xen [0,4.18-r1)",
            "ALPINE-SECDB-XSA-2: Alpine:v3.19 xen [0,4.18-r1)");
    assertThat(run.spokenOf()).contains("Alpine:v3.19 CVE-2024-3");
    assertThat(run.damaged()).isEmpty();
  }

  @Test
  void damagedFilesAreReadOrToldOf() {
    assertThatCode(
            () -> {
              for (byte[] bytes :
                  Mutations.of(MAIN.getBytes(StandardCharsets.UTF_8), 3, 2_000).toList()) {
                Files.write(directory.resolve("main.json"), bytes);
                FeedRun.of(new AlpineSecdbFeed(Limits.defaults()), directory).lines();
              }
            })
        .doesNotThrowAnyException();
  }
}
