package dev.drydock.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanTextTest {

  @Test
  void signsThatAreNoLettersBecomeSpaces() {
    assertThat(CleanText.line("a\nb\u001b[2J\u202ec\u2028\ud800 é🚢")).isEqualTo("a b [2J c   é🚢");
  }

  @Test
  void whatIsCutOffEndsWithASignAndInNoPair() {
    assertThat(CleanText.line("abcdef", 4)).isEqualTo("abc…");
    assertThat(CleanText.line("ab🚢def", 4)).isEqualTo("ab…");
    assertThat(CleanText.line("abcd", 4)).isEqualTo("abcd");
  }

  @ParameterizedTest
  @CsvSource({
    "debian:11, debian",
    "debian, debian",
    "registry:debian:11, registry-debian",
    "registry:debian, registry-debian",
    "localhost:5000/shop/app:1.4, localhost-5000/shop/app",
    "localhost:5000/shop/app, localhost-5000/shop/app",
    "shop/app@sha256:00ff, shop/app",
    "docker-archive:build/app.tar, docker-archive-build/app.tar",
    "docker-archive:app.tar, docker-archive-app.tar",
    "'--> <b>x', b-x",
    "'', image"
  })
  void aLastingNameHasNoTag(String reference, String name) {
    assertThat(
            ImageNames.lasting(
                new Bom.Subject(
                    reference,
                    null,
                    null,
                    "linux/amd64",
                    null,
                    List.of(),
                    List.of(),
                    Map.of(),
                    List.of())))
        .isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/a_b?c=d#e, true",
    "http://example.org/%20, true",
    "https://, false",
    "javascript:alert(1), false",
    "'https://example.org/a b', false",
    "https://example.org/<script>, false",
    "'https://example.org/\"x', false",
    "https://example.org/a)b, false",
    "https://example.org/%zz, false",
    "https://example.org/é, false"
  })
  void onlyPlainAddressesAreLinked(String address, boolean safe) {
    assertThat(Links.safe(address)).isEqualTo(safe ? address : null);
  }
}
