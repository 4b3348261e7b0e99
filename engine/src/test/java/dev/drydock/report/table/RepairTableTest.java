package dev.drydock.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.report.SampleReports;
import dev.drydock.scan.Scan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RepairTableTest {
  private static String table(Scan report, boolean dry, boolean colour) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RepairTable.write(report, report.repairs(), dry, colour, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tellsWhatBecameOfEachAction() throws IOException {
    assertThat(table(SampleReports.repaired(), false, false))
        .isEqualTo(
            """
            1. Build on debian:12
               → Dockerfile:2
               note: look here
            2. Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2
               then: build again
            3. Upgrade log4j:log4j 1.2.17 → 2.17.1
               → pom.xml:12, web/pom.xml:7
               then: `mvn verify` tries it
            4. Replace log4j:log4j by ch.qos.reload4j:reload4j 1.2.25
               by hand: log4j:log4j is declared in no file here

            2 of 4 actions are in the files, 1 needs only a new build. With all of them, 1
            of 7 known vulnerabilities would be left. Build the image again and scan it:
            that is the proof.

            """);
  }

  @Test
  void aDryRunSaysSo() throws IOException {
    assertThat(table(SampleReports.repaired(), true, false))
        .contains("Nothing was written (--dry-run). 2 of 4 actions would be in the files, 1 needs");
  }

  @Test
  void withoutActionsThereIsNothingToChange() throws IOException {
    assertThat(table(SampleReports.clean(), false, false))
        .isEqualTo("No action removes a known vulnerability of this image: nothing to change.\n\n");
  }

  @Test
  void noLineIsLongerThanATerminalAndNothingOfAnImageControlsIt() throws IOException {
    for (boolean dry : new boolean[] {true, false}) {
      assertThat(table(SampleReports.hostileRepaired(), dry, false))
          .doesNotContain("\u001b", "\u202e", "\u2028");
      assertThat(table(SampleReports.hostileRepaired(), dry, false).lines())
          .allMatch(line -> line.length() <= 80);
    }
    assertThat(table(SampleReports.repaired(), false, true)).contains("\u001b[1m");
  }
}
