package dev.drydock.advisory.epss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.advisory.csv.CsvLines;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class EpssParserTest {
  private static final String TABLE =
      """
      #model_version:v2025.03.14,score_date:2026-08-16T00:00:00+0000
      cve,epss,percentile
      CVE-1999-0001,0.03351,0.87650
      CVE-1999-0002,1.7,0.97929
      CVE-1999-0003,much,0.97929

      CVE-1999-0004
      CVE-2024-123456,0.000430000,0.1\r
      """;

  private final List<String> seen = new ArrayList<>();

  private EpssParser.Parsed parse(byte[] bytes) throws IOException {
    try (CsvLines lines =
        CsvLines.of(new ByteArrayInputStream(bytes), "epss.csv", Limits.defaults())) {
      return EpssParser.parse(
          lines, (cve, epss, percentile) -> seen.add(cve + " " + epss + " " + percentile));
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  @Test
  void rowsAreReadAndDamagedOnesCounted() throws IOException {
    EpssParser.Parsed parsed = new EpssParser.Parsed("2026-08-16T00:00:00Z", 2, 3);
    assertThat(parse(gzip(TABLE))).isEqualTo(parsed);
    assertThat(seen).containsExactly("CVE-1999-0001 0.03351 0.8765", "CVE-2024-123456 4.3E-4 0.1");
    assertThat(parse(TABLE.getBytes(StandardCharsets.UTF_8))).isEqualTo(parsed);
  }

  @Test
  void otherTablesAreRefused() {
    assertThatThrownBy(() -> parse("a,b\n".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessage("The EPSS table does not begin with cve,epss,percentile");
    assertThatThrownBy(() -> parse(new byte[0])).isInstanceOf(IOException.class);
  }

  @Test
  void endlessLineIsRefused() throws IOException {
    byte[] bomb = gzip("cve,epss,percentile\n" + "9".repeat(10_000_000));
    assertThatThrownBy(() -> parse(bomb))
        .isInstanceOf(IOException.class)
        .hasMessage("epss.csv has a line of more than 4096 bytes");
  }

  @Test
  void tableOverTheLimitIsRefused() throws IOException {
    Limits small = new Limits(1, 1, 1, 100_000, 1, 1, 1, 1, 1, 1, 1);
    byte[] bytes = gzip("cve,epss,percentile\n" + "CVE-1999-0001,0.1,0.1\n".repeat(20_000));
    try (CsvLines lines = CsvLines.of(new ByteArrayInputStream(bytes), "epss.csv", small)) {
      assertThatThrownBy(() -> EpssParser.parse(lines, (_, _, _) -> {}))
          .hasMessageContaining("goes over the limit");
    }
  }

  @Test
  void damagedTablesEndInRowsOrAnError() throws IOException {
    int[] outcomes = new int[2];
    Mutations.of(gzip(TABLE), 5, 3_000)
        .forEach(
            bytes -> {
              try {
                parse(bytes);
                outcomes[0]++;
              } catch (IOException _) {
                outcomes[1]++;
              }
            });
    assertThat(outcomes[0]).isPositive();
    assertThat(outcomes[1]).isPositive();
  }
}
