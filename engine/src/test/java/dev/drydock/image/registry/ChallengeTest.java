package dev.drydock.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {

  @Test
  void parametersAreReadQuotedOrNot() {
    assertThat(
            Challenge.best(
                "Bearer realm=\"https://auth.example/token\", Service=registry ,scope=\"a,b \\\"c\\\"\""))
        .isEqualTo(
            new Challenge(
                "bearer",
                Map.of(
                    "realm",
                    "https://auth.example/token",
                    "service",
                    "registry",
                    "scope",
                    "a,b \"c\"")));
  }

  @Test
  void bearerIsBetterThanBasic() {
    assertThat(Challenge.best("Negotiate, Basic realm=\"x\", Bearer realm=\"y\""))
        .isEqualTo(new Challenge("bearer", Map.of("realm", "y")));
    assertThat(Challenge.best("NTLM, BASIC realm=\"x\""))
        .isEqualTo(new Challenge("basic", Map.of("realm", "x")));
    assertThat(Challenge.best("Basic")).isEqualTo(new Challenge("basic", Map.of()));
  }

  @Test
  void damagedChallengesEnd() {
    byte[] good =
        "Bearer realm=\"https://a/t\",service=\"s\",scope=\"r\", Basic realm=\"x\", Digest a=b"
            .getBytes(StandardCharsets.US_ASCII);
    Mutations.of(good, 9, 20_000)
        .forEach(
            bytes -> {
              Challenge challenge = Challenge.best(new String(bytes, StandardCharsets.ISO_8859_1));
              if (challenge != null) {
                assertThat(challenge.scheme()).isIn("bearer", "basic");
              }
            });
    assertThat(Challenge.best(null)).isNull();
    assertThat(Challenge.best("Bearer " + "x".repeat(10_000))).isNull();
  }
}
