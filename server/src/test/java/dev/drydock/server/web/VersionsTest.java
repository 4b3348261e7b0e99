package dev.drydock.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class VersionsTest {
  private static HttpStatus status(Throwable e) {
    return ((Problem) e).status();
  }

  @Test
  void theTagOfAnAnswerIsTheVersionThatAnEditExpects() {
    String tag = Versions.answer(7, "body").getHeaders().getETag();
    assertThat(tag).isEqualTo("\"7\"");
    assertThat(Versions.expected(tag)).isEqualTo(7);
  }

  @Test
  void anEditWithoutAVersionIsAskedForOne() {
    for (String none : Arrays.asList(null, "", " ", "*")) {
      assertThatThrownBy(() -> Versions.expected(none))
          .satisfies(e -> assertThat(status(e)).isEqualTo(HttpStatus.PRECONDITION_REQUIRED));
    }
  }

  @Test
  void aTagOfNoVersionNeverMatches() {
    for (String other : List.of("W/\"7\"", "7", "\"x\"", "\"99999999999\"", "\"1\", \"2\"")) {
      assertThatThrownBy(() -> Versions.expected(other))
          .satisfies(e -> assertThat(status(e)).isEqualTo(HttpStatus.PRECONDITION_FAILED));
    }
  }
}
