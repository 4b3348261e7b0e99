package dev.drydock.advisory.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.advisory.FeedDirectory;
import dev.drydock.advisory.Progress;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes of indexes that are not what was written.
class DamagedIndexDifferenceTest {
  @TempDir Path directory;

  private AdvisoryIndex before;

  @BeforeEach
  void build() throws IOException {
    FeedDirectory feeds =
        new FeedDirectory(directory.resolve("feeds"))
            .osv(
                "npm",
                FeedDirectory.record("GHSA-a", "npm", "one", "2.0"),
                """
                {"id":"GHSA-b","summary":"Two","severity":[{"type":"CVSS_V3","score":"x"}],
                 "affected":[{"package":{"ecosystem":"npm","name":"two"},"versions":["1","2"],
                  "ranges":[{"type":"SEMVER","events":[{"introduced":"1"},{"fixed":"3"}]}],
                  "database_specific":{"severity":"LOW","status":"unfixed"},
                  "ecosystem_specific":{"arch":"x86_64"}}]}
                """)
            .kev(
                "{\"vulnerabilities\":[{\"cveID\":\"CVE-2026-1001\",\"dateAdded\":\"2026-02-03\"}]}")
            .epss("cve,epss,percentile\nCVE-2026-1001,0.2,0.8\n")
            .file("nvd/cvss-scores.csv", "cve,score,severity\nCVE-2026-1001,8.1,High\n");
    Path file = directory.resolve("good.idx");
    new IndexBuilder(Limits.defaults(), Instant.EPOCH, Progress.silent()).build(feeds.root(), file);
    before = AdvisoryIndex.open(file);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDamagedIndexEndsInOneLine(boolean first) throws IOException {
    byte[] good = Files.readAllBytes(before.file());
    Path copy = directory.resolve("damaged.idx");
    int noticed = 0;
    for (int at = 24; at < good.length; at += 1 + at / 97) {
      byte[] bytes = good.clone();
      bytes[at] ^= 0x10;
      Files.write(copy, bytes);
      AdvisoryIndex damaged;
      try {
        damaged = AdvisoryIndex.open(copy);
      } catch (IOException _) {
        continue; // noticed before
      }
      if (at < 56 || at >= 64) {
        noticed++;
        assertThatThrownBy(
                () ->
                    IndexDifference.between(
                        first ? damaged : before, first ? before : damaged, 0.1))
            .isInstanceOf(DamagedIndexException.class)
            .hasMessageContaining("The advisory index " + copy + " is damaged");
      }
    }
    assertThat(noticed).isGreaterThan(100);
  }

  /// Damage under a digest that fits: an answer, or the error.
  @Test
  void aHostileIndexEndsInAnAnswerOrInOneLine() throws IOException {
    byte[] good = Files.readAllBytes(before.file());
    List<byte[]> mutants = new ArrayList<>(Mutations.of(good, 17, 2_000).toList());
    for (int at = 64; at < good.length - 4; at += 3) {
      byte[] bytes = good.clone();
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, -1 >>> at % 3);
      mutants.add(bytes);
    }
    int[] outcomes = new int[3];
    for (byte[] mutant : mutants) {
      Path copy = Files.write(directory.resolve("mutant.idx"), sealed(mutant));
      outcomes[compare(copy)]++;
    }
    assertThat(outcomes).doesNotContain(0);
  }

  /// 0: an answer, 1: refused at opening, 2: noticed.
  private int compare(Path copy) {
    try {
      IndexDifference difference = IndexDifference.between(before, AdvisoryIndex.open(copy), 0.1);
      assertThat(difference.packages()).doesNotContainNull();
      return 0;
    } catch (DamagedIndexException e) {
      assertThat(e).hasMessageContaining("is damaged");
      return 2;
    } catch (IOException _) {
      return 1;
    }
  }

  private static byte[] sealed(byte[] bytes) {
    if (bytes.length < IndexFormat.HEADER) {
      return bytes;
    }
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(16, bytes.length);
    MessageDigest sha256 = IndexFormat.sha256();
    sha256.update(bytes, 0, IndexFormat.DIGEST_AT);
    sha256.update(bytes, IndexFormat.HEADER, bytes.length - IndexFormat.HEADER);
    byte[] digest = sha256.digest();
    System.arraycopy(digest, 0, bytes, IndexFormat.DIGEST_AT, digest.length);
    return bytes;
  }
}
