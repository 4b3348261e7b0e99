package dev.drydock.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallValuesTest {
  @ParameterizedTest
  @CsvSource({
    "a, a, true",
    "a, b, false",
    "a, ab, false",
    "ab, a, false",
    "A, a, true",
    "*, '', true",
    "'', '', true",
    "'', a, false",
    "a*, a, true",
    "a*c, abc, true",
    "a*c, acb, false",
    "*a*b*, xaxbx, true",
    "*a*b*, xbxax, false",
    "?, a, true",
    "?, '', false",
    "a?c, abc, true",
    "a?c, ac, false",
    "*.json, a/b.json, true",
    "**, abc, true",
    "a**, a, true",
    "*ab, aab, true",
    "i, İ, false",
  })
  void patternsMatchWholeNames(String pattern, String name, boolean matches) {
    assertThat(new Glob(pattern).matches(name)).isEqualTo(matches);
  }

  @org.junit.jupiter.api.Test
  void aPatternThatIsMadeToTakeLongDoesNot() {
    assertThat(new Glob("*a".repeat(2_000) + "b").matches("a".repeat(20_000))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1h, 1, 1 hour, 0",
    "12h, 12, 12 hours, 0",
    "24h, 24, 1 day, 1",
    "36h, 36, 36 hours, 1",
    "0d, 0, 0 hours, 0",
    "1d, 24, 1 day, 1",
    "30d, 720, 30 days, 30",
    "2w, 336, 14 days, 14",
    "1y, 8760, 365 days, 365",
    "999999y, 8759991240, 364999635 days, 364999635",
  })
  void spansAreLengthsOfTime(String text, long hours, String words, long days) {
    Span span = Span.parse(text).orElseThrow();

    assertThat(span).isEqualTo(new Span(text, Duration.ofHours(hours)));
    assertThat(span.words()).isEqualTo(words);
    assertThat(span.days()).isEqualTo(days);
  }

  @ParameterizedTest
  @CsvSource({"''", "d", "1", "1m", "1.5d", "-1d", "1 d", "1234567d", "/d", ":d", "1dd", "1D"})
  void otherTextsAreNoSpans(String text) {
    assertThat(Span.parse(text)).isEmpty();
  }

  @org.junit.jupiter.api.Test
  void aRelaxationIsWithinWhatAllowsAsMuch() {
    Span week = Span.parse("7d").orElseThrow();
    Span day = Span.parse("1d").orElseThrow();
    Relaxation all = new Relaxation(true, true, week, true);

    assertThat(Relaxation.NOTHING.within(all)).isTrue();
    assertThat(all.within(all)).isTrue();
    assertThat(new Relaxation(true, false, null, false).within(Relaxation.NOTHING)).isFalse();
    assertThat(new Relaxation(false, true, null, false).within(Relaxation.NOTHING)).isFalse();
    assertThat(new Relaxation(false, false, day, false).within(Relaxation.NOTHING)).isFalse();
    assertThat(new Relaxation(false, false, null, true).within(Relaxation.NOTHING)).isFalse();
    assertThat(new Relaxation(false, false, day, false).within(all)).isTrue();
    assertThat(all.within(new Relaxation(true, true, day, true))).isFalse();
    assertThat(all.words()).isEqualTo("exceptions, level, grace up to 7 days, settings");
    assertThat(Relaxation.NOTHING.words()).isEqualTo("nothing");
  }

  @org.junit.jupiter.api.Test
  void theLongerSignComesFirst() {
    assertThat(Comparison.leading(">= 1")).isEqualTo(Comparison.AT_LEAST);
    assertThat(Comparison.leading("> 1")).isEqualTo(Comparison.MORE);
    assertThat(Comparison.leading("<=1")).isEqualTo(Comparison.AT_MOST);
    assertThat(Comparison.leading("<1")).isEqualTo(Comparison.LESS);
    assertThat(Comparison.leading("==1")).isEqualTo(Comparison.EQUAL);
    assertThat(Comparison.leading("=1")).isNull();
    assertThat(Comparison.leading("")).isNull();
  }
}
