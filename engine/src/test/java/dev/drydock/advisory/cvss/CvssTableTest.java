package dev.drydock.advisory.cvss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.advisory.csv.CsvLines;
import dev.drydock.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CvssTableTest {
  private final List<String> seen = new ArrayList<>();

  private int parse(String csv) throws IOException {
    try (CsvLines lines =
        CsvLines.of(
            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
            "cvss.csv",
            Limits.defaults())) {
      return CvssTable.parse(
          lines,
          "NVD",
          (cve, severity) ->
              seen.add(
                  cve + " " + severity.type() + " " + severity.score() + " " + severity.source()));
    }
  }

  @Test
  void vectorsKeepTheirTypeAndSource() throws IOException {
    int damaged =
        parse(
            """
            cve,type,vector,base_score,base_severity,source
            CVE-1999-0006,CVSS_V3,CVSS:3.1/AV:N,9.8,CRITICAL,cisa
            CVE-1999-0007,,CVSS:4.0/AV:N,9.8,CRITICAL,
            CVE-1999-0008,CVSS_V2,,1.0
            """);
    assertThat(damaged).isEqualTo(1);
    assertThat(seen)
        .containsExactly(
            "CVE-1999-0006 CVSS_V3 CVSS:3.1/AV:N cisa", "CVE-1999-0007 CVSS_V4 CVSS:4.0/AV:N NVD");
  }

  @Test
  void scoresWithoutVectorsStandInTheirPlace() throws IOException {
    int damaged =
        parse(
            """
            cve,score,severity,upstream_label
            CVE-2020-36855,4.8,Medium,Medium
            CVE-2020-36856,11,High,High
            CVE-2020-36857,high,High,High
            """);
    assertThat(damaged).isEqualTo(2);
    assertThat(seen).containsExactly("CVE-2020-36855 CVSS_V4 4.8 NVD");
  }

  @Test
  void tableWithoutTheColumnsIsRefused() {
    assertThatThrownBy(() -> parse("a,b\n1,2\n")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> parse("")).isInstanceOf(IOException.class);
  }
}
