package dev.drydock.advisory.updateinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.drydock.advisory.FeedRun;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmazonFeedTest {
  private static final String UPDATES =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <updates>
        <update author="linux-security@amazon.com" from="x" status="final" type="security" version="1.4">
          <id>ALAS2023-2024-500</id><title>Amazon Linux 2023 - ALAS2023-2024-500: Important</title>
          <issued date="2024-01-31 00:00"/><updated date="2024-02-01 10:00"/>
          <severity>important</severity>
          <description>Package updates are available for Amazon Linux that fix a flaw.</description>
          <references>
            <reference href="https://x" id="CVE-2024-1" title="" type="cve"/>
            <reference href="https://x" id="CVE-2024-2" title="" type="cve"/></references>
          <pkglist><collection short="amazon-linux-2023---kernel">
            <name>Amazon Linux 2023</name>
            <package arch="x86_64" epoch="0" name="curl" release="1.amzn2023.0.2" version="8.5.0"/>
            <package arch="aarch64" epoch="0" name="curl" release="1.amzn2023.0.2" version="8.5.0"/>
            <package arch="src" epoch="0" name="curl" release="1.amzn2023.0.2" version="8.5.0"/>
            <package arch="x86_64" epoch="0" name="curl-debuginfo" release="1" version="8.5.0"/>
            <package arch="x86_64" epoch="32" name="bind" release="1.amzn2023" version="9.16"/>
            <package arch="noarch" epoch="0" name="tzdata" release="1" version="2024a"/>
          </collection></pkglist>
        </update>
        <update type="bugfix"><id>ALAS2023-2024-501</id><pkglist><collection>
          <package arch="noarch" epoch="0" name="tzdata" release="2" version="2024a"/>
        </collection></pkglist></update>
      </updates>
      """;

  @TempDir private Path directory;

  @Test
  void advisoriesOfEachReleaseAreRead() throws IOException {
    Path release = Files.createDirectories(directory.resolve("2023"));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(release.resolve("updateinfo.xml.gz")))) {
      out.write(UPDATES.getBytes(StandardCharsets.UTF_8));
    }

    FeedRun run = FeedRun.of(new AmazonFeed(Limits.defaults()), directory);

    assertThat(run.lines())
        .containsExactly(
            "ALAS2023-2024-500: Amazon Linux:2023 curl [0,8.5.0-1.amzn2023.0.2)",
            "ALAS2023-2024-500: Amazon Linux:2023 bind [0,32:9.16-1.amzn2023) on x86_64",
            "ALAS2023-2024-500: Amazon Linux:2023 tzdata [0,2024a-1)");
    assertThat(run.records())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.advisory().upstream()).containsExactly("CVE-2024-1", "CVE-2024-2");
              assertThat(record.advisory().severityWord()).isEqualTo("important");
              assertThat(record.advisory().modified()).isEqualTo("2024-02-01T00:00:00Z");
              assertThat(record.advisory().url())
                  .isEqualTo("https://alas.aws.amazon.com/AL2023/ALAS2023-2024-500.html");
            });
    assertThat(run.damaged()).isEmpty();
  }

  @Test
  void damagedFilesAreReadOrToldOf() throws IOException {
    Path file = Files.createDirectories(directory.resolve("2")).resolve("updateinfo.xml");
    assertThatCode(
            () -> {
              for (byte[] bytes :
                  Mutations.of(UPDATES.getBytes(StandardCharsets.UTF_8), 3, 2_000).toList()) {
                Files.write(file, bytes);
                FeedRun.of(new AmazonFeed(Limits.defaults()), directory).lines();
              }
            })
        .doesNotThrowAnyException();
  }
}
