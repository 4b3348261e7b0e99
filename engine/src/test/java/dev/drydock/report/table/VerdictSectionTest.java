package dev.drydock.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.report.Result;
import dev.drydock.report.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VerdictSectionTest {

  @Test
  void theVerdictComesFirstWithItsRulesAndTheActionsThatMendThem() throws IOException {
    assertThat(table(SampleResults.stopped()))
        .startsWith(
            """
            STOPPED: the policy stops this image: 2 objections by 2 rules, 1 warning, 1
              note, 1 excused
              deny known-exploited (1)
                - CVE-2021-44228 in org.apache.logging.log4j:log4j-core 2.14.1: because of
                  known-exploited → action 1
              deny old-image (1)
                - docker-archive:app.tar: because of old-image
              warn fixable (1)
                - CVE-2024-5535 in libssl1.1 1.1.1w-0+deb11u1: because of fixable (until
                  2026-12-01) → action 1
              info licences (1)
                - org.apache.logging.log4j:log4j-core 2.14.1: because of licences
              excused CVE-2023-0001 in libssl1.1 1.1.1w-0+deb11u1 (fixable): excused by
                  alice@example.org until 2027-01-31: not reachable
              note: EX-2 expired on 2026-06-30

            docker-archive:app.tar
            """);
  }

  @Test
  void whatPassesSaysSo() throws IOException {
    assertThat(table(SampleResults.passed()))
        .startsWith("PASSED: the policy lets this image pass\n\ndocker-archive:app.tar\n");
  }

  @Test
  void wordsOfAPolicyReachNoTerminalAsControlSequences() throws IOException {
    assertThat(table(SampleResults.hostile())).doesNotContain("\u001b", "\u202e");
  }

  private static String table(Result result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScanTable.write(result, new ScanTable.Options(false, false, false, false), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
