package dev.drydock.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MentionsTest {

  @Test
  void namesOutsideOfCodeCallNobody() {
    assertThat(Mentions.without("@babel/core and (@me), me@example.org @ 5\n@team\r\n"))
        .isEqualTo("@\u200bbabel/core and (@\u200bme), me@example.org @ 5\n@\u200bteam\r\n");
  }

  @Test
  void codeStaysAsItIs() {
    String code = "`@babel/core` ``a ` @b`` \n```sh\nnpm i @babel/core\n```\n";
    assertThat(Mentions.without(code)).isEqualTo(code);
    assertThat(Mentions.without(code + "@me")).isEqualTo(code + "@\u200bme");
    assertThat(Mentions.without("``a` @me")).isEqualTo("``a` @\u200bme");
    assertThat(Mentions.without("`a\n@me`")).isEqualTo("`a\n@\u200bme`");
    assertThat(Mentions.without("")).isEmpty();
  }

  @Test
  void manyBackticksTakeNoTime() {
    StringBuilder hostile = new StringBuilder();
    for (int i = 1; i < 1500; i++) {
      hostile.append("`".repeat(i)).append(' ');
    }
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> assertThat(Mentions.without(hostile.toString())).isNotEmpty());
  }
}
