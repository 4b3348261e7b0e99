package dev.drydock.advisory.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "9999-12-31T23:59:59Z"})
  void usualTimesAreNumbers(String text) {
    assertThat(Timestamp.seconds(text)).isEqualTo(Instant.parse(text).getEpochSecond());
    assertThat(Timestamp.text(Timestamp.seconds(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-30T00:00:00Z",
        "2024-02-28T24:00:00Z",
        "2024-02-28T23:59:60Z",
        "2024-02-28t23:59:59z",
        "2024-02-28T23:59:59.1Z",
        "1969-12-31T23:59:59Z",
        "2024-02-28T23:59+01:0",
        "2024-02-28",
        "",
      })
  void othersAreKeptAsText(String text) {
    assertThat(Timestamp.seconds(text)).isEqualTo(Timestamp.NONE);
  }
}
