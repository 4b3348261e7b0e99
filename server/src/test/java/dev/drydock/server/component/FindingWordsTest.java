package dev.drydock.server.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drydock.match.Finding.Severity;
import dev.drydock.match.Finding.Status;
import dev.drydock.triage.Priority;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is in databases already: no number and no word may become another one.
class FindingWordsTest {

  @Test
  void severitiesHaveTheirNumbersForEver() {
    Map<Severity, Integer> numbers =
        Arrays.stream(Severity.values())
            .collect(Collectors.toMap(one -> one, FindingWords::number));
    assertThat(numbers)
        .isEqualTo(
            Map.of(
                Severity.CRITICAL, 0,
                Severity.HIGH, 1,
                Severity.MEDIUM, 2,
                Severity.LOW, 3,
                Severity.NEGLIGIBLE, 4,
                Severity.UNKNOWN, 5));
    numbers.forEach(
        (severity, number) -> assertThat(FindingWords.severity(number)).isEqualTo(severity));
    assertThatIllegalArgumentException().isThrownBy(() -> FindingWords.severity(6));
  }

  @Test
  void prioritiesHaveTheirNumbersForEver() {
    Map<Priority, Integer> numbers =
        Arrays.stream(Priority.values())
            .collect(Collectors.toMap(one -> one, FindingWords::number));
    assertThat(numbers).isEqualTo(Map.of(Priority.ACT, 0, Priority.ATTEND, 1, Priority.TRACK, 2));
    numbers.forEach(
        (priority, number) -> assertThat(FindingWords.priority(number)).isEqualTo(priority));
    assertThatIllegalArgumentException().isThrownBy(() -> FindingWords.priority(-1));
  }

  @Test
  void statesHaveTheirWordsForEver() {
    List<String> words = Arrays.stream(Status.values()).map(FindingWords::word).sorted().toList();
    assertThat(words)
        .containsExactly(
            "affected",
            "fixed",
            "not-affected",
            "under-investigation",
            "undetermined",
            "will-not-fix");
    for (Status status : Status.values()) {
      assertThat(FindingWords.status(FindingWords.word(status))).isEqualTo(status);
    }
  }

  @Test
  void whatIsMoreUrgentOrGraverIsRaised() {
    FindingForm before = form(Severity.HIGH, Priority.ATTEND);
    assertThat(form(Severity.LOW, Priority.ACT).isRaisedFrom(before)).isTrue();
    assertThat(form(Severity.CRITICAL, Priority.ATTEND).isRaisedFrom(before)).isTrue();
    assertThat(form(Severity.MEDIUM, Priority.ATTEND).isRaisedFrom(before)).isFalse();
    assertThat(form(Severity.CRITICAL, Priority.TRACK).isRaisedFrom(before)).isFalse();
    assertThat(
            form(Severity.CRITICAL, Priority.ATTEND)
                .isRaisedFrom(form(Severity.UNKNOWN, Priority.ATTEND)))
        .isFalse();
  }

  private static FindingForm form(Severity severity, Priority priority) {
    return new FindingForm(severity, priority, Status.AFFECTED, List.of(), "");
  }
}
