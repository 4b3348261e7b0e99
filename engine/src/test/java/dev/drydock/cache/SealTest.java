package dev.drydock.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SealTest {
  @Test
  void withASecretItIsTheHmacOfTheJdk() throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 300; i++) {
      byte[] secret = new byte[1 + random.nextInt(200)];
      byte[] bytes = new byte[random.nextInt(500)];
      random.nextBytes(secret);
      random.nextBytes(bytes);
      int from = random.nextInt(bytes.length + 1);
      int to = from + random.nextInt(bytes.length - from + 1);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      assertThat(Seal.keyed(secret).of(bytes, from, to))
          .isEqualTo(mac.doFinal(Arrays.copyOfRange(bytes, from, to)));
    }
  }

  @Test
  void withoutOneItIsTwoChecksumsOfThePart() {
    byte[] bytes = "x123456789x".getBytes(StandardCharsets.UTF_8);
    // the check values of both polynomials, as their catalogues have them
    assertThat(HexFormat.of().formatHex(Seal.open().of(bytes, 1, 10)))
        .isEqualTo("00000000e3069283" + "00000000cbf43926");
  }

  @Test
  void marksTellSecretsApartAndNotWhatTheyAre() {
    byte[] one = "one".getBytes(StandardCharsets.UTF_8);
    byte[] other = "other".getBytes(StandardCharsets.UTF_8);
    assertThat(Seal.open().mark()).isEqualTo("open");
    assertThat(Seal.keyed(one).mark())
        .isEqualTo(Seal.keyed(one).mark())
        .isNotEqualTo(Seal.keyed(other).mark())
        .doesNotContain("one");
  }
}
