package dev.drydock.base.testing.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '"',
      value = {
        "go version go1\\.2[0-9].*linux ¦ go version go1.21.3 linux/amd64 ¦ true",
        "^hello$ ¦ hello ¦ true",
        "^hello$ ¦ hello there ¦ false",
        "colou?r ¦ the color ¦ true",
        "(?i)DEBIAN ¦ Debian GNU/Linux ¦ true",
        "(?i:D)EB ¦ dEB ¦ true",
        "(?i:D)EB ¦ deb ¦ false",
        "a{2,3}b ¦ aab ¦ true",
        "^a{2,3}b ¦ aaaab ¦ false",
        "a{,3} ¦ a{,3} ¦ true",
        "x* ¦ nothing of it ¦ true",
        "[^a-c]+$ ¦ abcd ¦ true",
        "^[^a-c]+$ ¦ abcd ¦ false",
        "[]a]b ¦ ]b ¦ true",
        "[a\\]-]- ¦ -- ¦ true",
        "[[:digit:]]+\\.[[:^digit:]] ¦ v12.x ¦ true",
        "\\bcat\\b ¦ concatenate ¦ false",
        "\\bcat\\b ¦ a cat here ¦ true",
        "\\Bcat ¦ concatenate ¦ true",
        "\\Qa.b\\E. ¦ a.bc ¦ true",
        "\\Qa.b\\E. ¦ axbc ¦ false",
        "\\x41\\x{1F600} ¦ A😀 ¦ true",
        "^.$ ¦ 😀 ¦ true",
        "(?P<major>\\d+)\\.(?<minor>\\d+) ¦ 3.11 ¦ true",
        "(a|b|)c ¦ c ¦ true",
        "\\S+\\s\\w ¦ ab c ¦ true",
        "a|b|cd ¦ xcx ¦ false",
        "\\A\\d\\z ¦ 7 ¦ true",
      })
  void meansWhatGoMeans(String pattern, String text, boolean found) throws Exception {
    assertThat(TextPattern.compile(pattern).find(text)).isEqualTo(found);
  }

  @Test
  void linesAreOnesWhereAsked() throws Exception {
    String text = "one\ntwo\n";
    assertThat(TextPattern.compile("^two").find(text)).isFalse();
    assertThat(TextPattern.compile("(?m)^two$").find(text)).isTrue();
    assertThat(TextPattern.compile("two$").find(text)).as("as Go, not as Perl").isFalse();
    assertThat(TextPattern.compile("one.two").find(text)).isFalse();
    assertThat(TextPattern.compile("(?s)one.two").find(text)).isTrue();
    assertThat(TextPattern.compile("(?s-s)one.two").find(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "(?=a)",
        "(?<=a)b",
        "(?<!a)b",
        "(a)\\1",
        "[a",
        "[b-a]",
        "a**",
        "*a",
        "\\",
        "\\y",
        "[[:none:]]",
        "a{3,2}",
        "a{1001}",
        "(?P<>a)",
        "(?x)a",
        "\\x{110000}",
        "\\xg",
        "a{2}{3}",
        "\\p{L}"
      })
  void whatItCannotDoIsRefused(String pattern) {
    assertThatThrownBy(() -> TextPattern.compile(pattern).find("a"))
        .isInstanceOf(InvalidPatternException.class)
        .hasMessageMatching("(?s)at character \\d+: .+");
  }

  @Test
  @Timeout(20)
  void nothingBlowsUp() throws Exception {
    String much = "a".repeat(100_000);
    assertThat(TextPattern.compile("(a+)+$").find(much + "b")).isFalse();
    assertThat(TextPattern.compile("(a|aa|a?)*b").find(much)).isFalse();
    assertThat(TextPattern.compile("(.*)(.*)(.*)(.*)(.*)x$").find(much)).isFalse();
    assertThat(TextPattern.compile("((((a*)*)*)*)*b").find(much)).isFalse();
    assertThatThrownBy(() -> TextPattern.compile("(a{1000}){1000}"))
        .isInstanceOf(InvalidPatternException.class)
        .hasMessageContaining("too large");
    assertThatThrownBy(() -> TextPattern.compile("(".repeat(5_000)))
        .hasMessageContaining("nested too deep");
    assertThatThrownBy(() -> TextPattern.compile("a".repeat(10_001)))
        .hasMessageContaining("longer than");
    assertThatThrownBy(() -> TextPattern.compile("(a?){900}(a?){900}b").find(much.repeat(20)))
        .hasMessageContaining("too long");
  }

  /// The JDK's own, which has what both have, is the judge.
  @Test
  void agreesWithTheJdkOnWhatBothKnow() throws Exception {
    Random random = new Random(7);
    String[] pieces = {
      "a", "b", "c", ".", "(", ")", "|", "*", "+", "?", "[ab]", "[^a]", "^", "\\z", "{2}", "{1,2}",
      "(?:", "\\b", "\\d", "(?i)", "B"
    };
    int compared = 0;
    for (int i = 0; i < 30_000; i++) {
      StringBuilder pattern = new StringBuilder();
      for (int length = 1 + random.nextInt(8); length > 0; length--) {
        pattern.append(pieces[random.nextInt(pieces.length)]);
      }
      TextPattern own;
      Pattern jdk;
      try {
        own = TextPattern.compile(pattern.toString());
        jdk = Pattern.compile(pattern.toString());
      } catch (InvalidPatternException | PatternSyntaxException _) {
        continue;
      }
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(7); length > 0; length--) {
        text.append("abcB1 ".charAt(random.nextInt(6)));
      }
      assertThat(own.find(text.toString()))
          .as(pattern + " in " + text)
          .isEqualTo(jdk.matcher(text).find());
      compared++;
    }
    assertThat(compared).isGreaterThan(5_000);
  }
}
