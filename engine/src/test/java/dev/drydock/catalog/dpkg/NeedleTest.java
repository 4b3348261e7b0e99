package dev.drydock.catalog.dpkg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NeedleTest {

  @Test
  void findsWhatStringFinds() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 20_000; round++) {
      String text = text(random, random.nextInt(30));
      String wanted = text(random, 1 + random.nextInt(4));
      int from = random.nextInt(10);
      assertThat(new Needle(wanted).in(text.getBytes(StandardCharsets.ISO_8859_1), from))
          .as("%s in %s from %d", wanted, text, from)
          .isEqualTo(from > text.length() ? -1 : text.indexOf(wanted, from));
    }
  }

  @Test
  void bytesBeyondAsciiAreLeaptOver() {
    byte[] text = "ÄÖÜ License: ÿ".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(new Needle("License:").in(text, 0)).isEqualTo(4);
  }

  private static String text(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }
}
