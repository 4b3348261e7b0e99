package dev.drydock.match.cvss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CvssTest {

  /// Scores that FIRST's documents publish.
  @ParameterizedTest
  @CsvSource({
    "AV:N/AC:L/Au:N/C:N/I:N/A:C, 7.8",
    "AV:N/AC:L/Au:N/C:C/I:C/A:C, 10.0",
    "AV:L/AC:H/Au:N/C:C/I:C/A:C, 6.2",
    "CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N, 6.1",
    "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N, 6.4",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N, 7.5",
    "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H, 7.8",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H, 10.0",
    "CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, 6.8",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N, 0.0",
    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, 9.3",
    "CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, 7.3",
    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N, 0.0",
  })
  void publishedExamples(String vector, double score) {
    assertThat(Cvss.of(vector))
        .hasValueSatisfying(cvss -> assertThat(cvss.score()).isEqualTo(score));
  }

  /// Vectors spread over the whole space of each version, with the scores of another calculator.
  @Test
  void agreesWithAnotherCalculator() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines = lines();
    for (String line : lines) {
      int blank = line.indexOf(' ');
      double expected = Double.parseDouble(line.substring(blank + 1));
      double actual = Cvss.of(line.substring(0, blank)).map(Cvss::score).orElse(Double.NaN);
      if (actual != expected) {
        wrong.add(line + " but " + actual);
      }
    }
    assertThat(lines).hasSizeGreaterThan(350);
    assertThat(wrong).isEmpty();
  }

  @Test
  void temporalMetricsDoNotChangeABaseScore() {
    assertThat(Cvss.of("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U/RL:O/RC:U/MAV:P"))
        .hasValueSatisfying(cvss -> assertThat(cvss.score()).isEqualTo(9.8));
  }

  @Test
  void parenthesesAreKnownFromVersion2() {
    assertThat(Cvss.of("(AV:N/AC:L/Au:N/C:P/I:P/A:P)"))
        .hasValueSatisfying(
            cvss -> {
              assertThat(cvss.score()).isEqualTo(7.5);
              assertThat(cvss.version()).isEqualTo(Cvss.Version.V2);
            });
  }

  @Test
  void tellsWhetherAnAttackComesOverTheNetwork() {
    assertThat(Cvss.of("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H").orElseThrow().network())
        .isTrue();
    assertThat(Cvss.of("CVSS:3.1/AV:A/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H").orElseThrow().network())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        ":",
        "()",
        "medium",
        "CVSS:3.1/",
        "CVSS:3.1/AV:N",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:X",
        "CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:5.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:4.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:Z",
        "AV:N/AC:L/Au:N/C:P/I:P",
        "AV:n/AC:L/Au:N/C:P/I:P/A:P",
      })
  void halfAVectorIsNone(String vector) {
    assertThat(Cvss.of(vector)).isEmpty();
  }

  @Test
  void damagedVectorsHaveNoScoreOrAValidOne() {
    for (String vector :
        List.of(
            "AV:N/AC:L/Au:N/C:P/I:P/A:P",
            "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
            "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:P/CR:L/MSI:S")) {
      Mutations.of(vector.getBytes(StandardCharsets.UTF_8), 7, 3000)
          .forEach(
              bytes ->
                  Cvss.of(new String(bytes, StandardCharsets.UTF_8))
                      .ifPresent(cvss -> assertThat(cvss.score()).isBetween(0.0, 10.0)));
    }
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (InputStream in = CvssTest.class.getResourceAsStream("scores.txt")) {
      assertThat(in).isNotNull();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.startsWith("#")) {
          lines.add(line);
        }
      }
    }
    return lines;
  }
}
