package dev.drydock.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.advisory.Advisory;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeaknessesTest {
  @Test
  void everyRowHasANumberANameAndASentence() {
    List<List<String>> rows = Resource.rows("weaknesses.txt");
    assertThat(rows).hasSizeGreaterThan(100);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row).hasSize(3);
              assertThat(row.get(0)).matches("CWE-[1-9][0-9]*");
              assertThat(row.get(1)).isNotBlank().hasSizeLessThan(60);
              assertThat(row.get(2)).matches("\\p{Lu}.*\\.").hasSizeLessThan(160);
            });
    assertThat(rows).extracting(List::getFirst).doesNotHaveDuplicates();
  }

  @Test
  void theTellingOnesComeFirstAndUnknownOnesLast() {
    List<Weakness> weaknesses =
        Weaknesses.of(List.of(record("CWE-99999", "CWE-20"), record("CWE-502", "CWE-20")));
    assertThat(weaknesses)
        .extracting(Weakness::id)
        .containsExactly("CWE-502", "CWE-20", "CWE-99999");
    assertThat(WeaknessWords.of(weaknesses))
        .extracting(Line::text)
        .containsExactly(
            "Data is turned into objects blindly (CWE-502). Data from outside decides which objects"
                + " the program makes, and with the right ones it runs the attacker's commands.",
            "Input is not checked (CWE-20). The software takes data from outside as it comes,"
                + " though it is not what it should be.",
            "CWE-99999, for which there are no words here:"
                + " https://cwe.mitre.org/data/definitions/99999.html");
    assertThat(WeaknessWords.of(List.of()))
        .extracting(Line::text)
        .containsExactly("The records here do not say.");
  }

  @Test
  void moreThanAFewAreNamedOnly() {
    List<Weakness> weaknesses =
        Weaknesses.of(
            List.of(record("CWE-22", "CWE-79", "CWE-89", "CWE-94", "CWE-416", "CWE-787")));
    assertThat(WeaknessWords.of(weaknesses))
        .hasSize(5)
        .last()
        .isEqualTo(new Line.Item("And CWE-416, CWE-787"));
  }

  private static Advisory record(String... cwes) {
    return new Advisory(
        "X-1", List.of(), List.of(), null, null, null, List.of(), null, null, List.of(cwes), null);
  }
}
