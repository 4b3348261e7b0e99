package dev.drydock.advisory.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Affected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The index that comes along with the project.
class SnapshotTest {
  private static final Path SNAPSHOT = Path.of("../advisories/snapshot.idx");

  @Test
  void isWholeAndOfThisFormat() throws IOException {
    AdvisoryIndex.verify(SNAPSHOT);
    AdvisoryIndex index = AdvisoryIndex.open(SNAPSHOT);
    assertThat(index.ecosystems())
        .contains("Debian:12", "Alpine:v3.11", "AlmaLinux:9", "Wolfi", "npm", "PyPI", "Maven");
    assertThat(index.affecting("Maven", "org.apache.logging.log4j:log4j-core"))
        .extracting(affected -> affected.advisory().id())
        .contains("CVE-2021-44228");
    List<Affected> openssl = index.affecting("Debian:11", "openssl");
    assertThat(openssl)
        .filteredOn(affected -> affected.advisory().upstream().contains("CVE-2022-0778"))
        .isNotEmpty();
    assertThat(index.affecting("Go", "stdlib"))
        .allSatisfy(affected -> assertThat(affected.packages()).isNotEmpty())
        .filteredOn(affected -> affected.advisory().id().equals("GO-2021-0067"))
        .extracting(Affected::packages)
        .containsExactly(List.of("archive/zip"));
    assertThat(index.exploitation("CVE-2021-44228").orElseThrow().kev()).isEqualTo("2021-12-10");
  }

  @Test
  void itsSourcesAreNamed() throws IOException {
    String sources =
        Files.readString(SNAPSHOT.resolveSibling("SOURCES.md"), StandardCharsets.UTF_8);
    for (Advisories.Feed feed : AdvisoryIndex.open(SNAPSHOT).metadata().feeds()) {
      assertThat(sources)
          .containsPattern(
              "\\| [^|]*" + feed.name() + "[^|]* \\|[^|]*\\b" + feed.records() + "\\b");
    }
  }
}
