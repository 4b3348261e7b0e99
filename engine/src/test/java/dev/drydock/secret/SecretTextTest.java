package dev.drydock.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {
  /// Random, of the right shape, and nobody's.
  private static final String GITHUB = "ghp_" + "q7Zr2Kx9LmVb3NtYc8Wd5Hf1Jg6PsRaQoUiE";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ENV DB_PASSWORD=h7Gq2zLp9 MODE=x | ENV DB_PASSWORD=… MODE=x",
        "ENV DB_PASSWORD=\"h7Gq2zLp9\" MODE=x | ENV DB_PASSWORD=\"…\" MODE=x",
        "1 NPM_TOKEN=h7Gq2zLp9wXr /bin/sh -c make | 1 NPM_TOKEN=… /bin/sh -c make",
        "RUN mysql --password=h7Gq2zLp9 -e x | RUN mysql --password=… -e x",
        "RUN login --password h7Gq2zLp9 host | RUN login --password … host",
        "CMD [\"serve\",\"--api-key=h7Gq2zLp9\"] | CMD [\"serve\",\"--api-key=…\"]",
        "git clone https://ann:h7Gq2zLp9@git.corp/x | git clone https://ann:…@git.corp/x",
        "ENV URL=postgres://app:h7Gq2zLp9@db/app | ENV URL=postgres://app:…@db/app",
        "RUN curl -u ann:h7Gq2zLp9 https://x.corp | RUN curl -u ann:… https://x.corp",
        "RUN curl --user 'ann:h7Gq2zLp9' x | RUN curl --user 'ann:…' x",
        "ENV URL=redis://:h7Gq2zLp9@db/0 | ENV URL=redis://:…@db/0",
      })
  void valuesAreLeftOut(String text, String shown) {
    assertThat(SecretText.withoutSecrets(text)).isEqualTo(shown);
    assertThat(SecretText.withoutSecrets(shown)).isEqualTo(shown);
    assertThat(SecretText.holdsSecret(text)).isTrue();
    assertThat(SecretText.holdsSecret(shown)).isFalse();
  }

  @Test
  void tokensAreLeftOutWhereverTheyStand() {
    assertThat(SecretText.withoutSecrets("RUN curl -H 'Authorization: " + GITHUB + "' x"))
        .isEqualTo("RUN curl -H 'Authorization: …' x");
    assertThat(SecretText.withoutSecrets("https://me:" + GITHUB + "@x.io A_TOKEN=" + GITHUB))
        .isEqualTo("https://me:…@x.io A_TOKEN=…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RUN apt-get update && apt-get install -y curl=7.88.1",
        "ENV DB_PASSWORD=$DB_PASSWORD",
        "ENV PASSWORD_FILE=/run/secrets/db GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568",
        "RUN docker login --password-stdin --token --verbose",
        "RUN curl https://user:password@example.org/ http://postgres:postgres@db/",
        "RUN curl http://app:h7Gq2zLp9@localhost:8080/ https://git@github.com/a/b",
        "RUN chown -u root:wheel x && docker run -u 1000:1000000 --user app:nogroup y",
        "COPY file:7c1f0d5a9be2437db2c16c3b2ef0a1d6 in /app",
      })
  void whatIsNoSecretIsLeftAsItIs(String text) {
    assertThat(SecretText.withoutSecrets(text)).isEqualTo(text);
    assertThat(SecretText.holdsSecret(text)).isFalse();
  }

  @Test
  void partsLoseWhatTheWholeLoses() {
    String before = "|1 NPM_TOKEN=h7Gq2zLp9wXr /bin/sh -c ";
    String command = "make --password=h7Gq2zLp9 && curl https://a:h7Gq2zLp9@x.corp " + GITHUB;

    assertThat(SecretText.withoutSecrets(before + command))
        .isEqualTo(SecretText.withoutSecrets(before) + SecretText.withoutSecrets(command));
  }

  @Test
  void textsThatAreMadeToBeSlowAreNot() {
    for (String part :
        List.of(
            "SG.",
            "eyJ.eyJ.",
            "AccountKey=",
            "fm2_/",
            "ATATT3-",
            "pscale_pw_.",
            "dp.st.a-",
            "sntrys_eyJ+",
            "aaa8Q~",
            "a.atlasv1.",
            "x_password=",
            "A=",
            "a='",
            "--password ",
            "-u a",
            "://a:",
            "-----BEGIN RSA PRIVATE KEY-----",
            "-----BEGIN PGP PRIVATE KEY BLOCK-----",
            "-----BEGIN PRIVATE KEY-----M-----END ",
            "aws_secret_key=")) {
      String text = part.repeat((1 << 20) / part.length());
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            SecretTokens.in(text + "-----END ");
            SecretText.withoutSecrets(text);
          },
          part);
    }
  }
}
