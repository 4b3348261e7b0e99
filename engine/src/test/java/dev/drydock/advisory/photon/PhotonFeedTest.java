package dev.drydock.advisory.photon;

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

class PhotonFeedTest {
  private static final String LIST =
      """
      [{"cve_id": "CVE-2024-1", "pkg": "curl", "cve_score": 7.5,
        "aff_ver": "all versions before 8.1.2-2.ph5 are vulnerable", "res_ver": "8.1.2-2.ph5"},
       {"cve_id": "CVE-2024-2", "pkg": "curl", "cve_score": null, "aff_ver": "all", "res_ver": ""},
       {"cve_id": "CVE-2024-3", "pkg": "curl", "cve_score": 5, "aff_ver": "NA", "res_ver": "NA"},
       {"pkg": "curl"}]
      """;

  @TempDir private Path directory;

  @Test
  void theReleaseIsInTheNameOfTheFile() throws IOException {
    Files.writeString(directory.resolve("cve_data_photon5.0.json"), LIST);
    Files.writeString(directory.resolve("photon_versions.json"), "{}");

    FeedRun run = FeedRun.of(new PhotonFeed(Limits.defaults()), directory);

    assertThat(run.lines())
        .containsExactly(
            "PHOTON-CVE-2024-1: Photon OS:5.0 curl [0,8.1.2-2.ph5)",
            "PHOTON-CVE-2024-2: Photon OS:5.0 curl [0");
    assertThat(run.records().getFirst().advisory().cvssScore()).isEqualTo(7.5);
    assertThat(run.spokenOf()).contains("Photon OS:5.0 CVE-2024-3");
  }

  @Test
  void damagedFilesAreReadOrToldOf() {
    assertThatCode(
            () -> {
              for (byte[] bytes :
                  Mutations.of(LIST.getBytes(StandardCharsets.UTF_8), 3, 2_000).toList()) {
                Files.write(directory.resolve("cve_data_photon5.0.json"), bytes);
                FeedRun.of(new PhotonFeed(Limits.defaults()), directory).lines();
              }
            })
        .doesNotThrowAnyException();
  }
}
