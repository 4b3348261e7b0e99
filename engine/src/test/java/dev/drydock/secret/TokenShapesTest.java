package dev.drydock.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each form with the fewest characters that it may have. All values are made up while the test
/// runs, and nobody's.
class TokenShapesTest {
  /// What `{h40}` stands for: of which characters a part is made, and how many there are.
  private enum Part {
    ALPHANUMERIC('a', "q7Zr2Kx9LmVb3NtYc8Wd5Hf1Jg6PsRaQoUiE", '-'),
    WORD('w', "q7Zr2Kx9_LmVb3Nt-Yc8Wd5Hf1Jg6PsRaQoUiE", '!'),
    BASE64('b', "q7Zr2Kx9+LmVb3Nt/Yc8Wd5Hf1Jg6PsRaQoUiE", '-'),
    CAPITALS('c', "Q7ZR2KX9LMVB3NTYC8WD5HF1JG6PSRAQOUIE", 'q'),
    SMALL('s', "q7zr2kx9lmvb3ntyc8wd5hf1jg6psraqouie", 'Q'),
    HEX('h', "0a9b8c7d6e5f4a3b2c1d", 'g'),
    DIGITS('d', "402917536820", 'x');

    private final char letter;
    private final String characters;
    private final char other;

    Part(char letter, String characters, char other) {
      this.letter = letter;
      this.characters = characters;
      this.other = other;
    }

    private static Part of(char letter) {
      for (Part part : values()) {
        if (part.letter == letter) {
          return part;
        }
      }
      throw new IllegalArgumentException(String.valueOf(letter));
    }
  }

  /// A token; the last part of it has `fewer` characters, and where `wrong` a foreign one among
  /// them.
  private static String token(String form, int fewer, boolean wrong) {
    StringBuilder token = new StringBuilder();
    int last = form.lastIndexOf('{');
    for (int at = 0; at < form.length(); at++) {
      if (form.charAt(at) != '{') {
        token.append(form.charAt(at));
        continue;
      }
      Part part = Part.of(form.charAt(at + 1));
      int close = form.indexOf('}', at);
      int count = Integer.parseInt(form.substring(at + 2, close)) - (at == last ? fewer : 0);
      String characters = part.characters.repeat(count / part.characters.length() + 1);
      token.append(characters, 0, count);
      if (wrong && at == last) {
        token.setCharAt(token.length() - count / 2 - 1, part.other);
      }
      at = close;
    }
    return token.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "gitlab-token, glptt-{h40}",
    "gitlab-token, gloas-{w64}",
    "gitlab-token, glsoat-{w20}",
    "gitlab-token, glagent-{w50}",
    "gitlab-token, GR1348941{w20}",
    "gitlab-token, glimt-{w25}",
    "gitlab-token, glft-{w20}",
    "slack-token, xoxb-{d8}-{a18}",
    "slack-token, xoxe-{d1}-{a146}",
    "slack-token, https://hooks.slack.com/workflows/T{a40}",
    "slack-token, https://hooks.slack.com/triggers/T{a40}",
    "package-registry-token, rubygems_{h48}",
    "package-registry-token, packagist_ort_{h68}",
    "package-registry-token, packagist_uut_{h68}",
    "package-registry-token, CLOJARS_{a60}",
    "package-registry-token, AKCp{a69}",
    "package-registry-token, cmVmdGtuOj{a54}",
    "vault-token, hvs.{a24}",
    "vault-token, hvb.{w138}",
    "terraform-token, {a14}.atlasv1.{w60}",
    "cloud-key, {a3}8Q~{w31}",
    "cloud-key, dop_v1_{h64}",
    "cloud-key, doo_v1_{h64}",
    "cloud-key, dor_v1_{h64}",
    "cloud-key, HRKU-AA{w58}",
    "cloud-key, fm2_{b100}",
    "cloud-key, fo1_{w43}",
    "cloud-key, dapi{h32}",
    "cloud-key, pscale_pw_{w32}",
    "cloud-key, pscale_tkn_{w32}",
    "cloud-key, pscale_oauth_{w32}",
    "ai-key, sk-ant-admin01-{w95}",
    "ai-key, sk-ant-oat01-{w95}",
    "ai-key, sk-svcacct-{w26}T3BlbkFJ{w26}",
    "ai-key, sk-admin-{w26}T3BlbkFJ{w26}",
    "ai-key, sk-{a20}T3BlbkFJ{a20}",
    "ai-key, xai-{a80}",
    "ai-key, pplx-{a48}",
    "ai-key, gsk_{a48}",
    "shopify-token, shpat_{h32}",
    "shopify-token, shpss_{h32}",
    "shopify-token, shpca_{h32}",
    "shopify-token, shppa_{h32}",
    "grafana-token, glc_eyJ{b29}",
    "atlassian-token, ATATT3{w186}",
    "brevo-key, xkeysib-{h64}-{a16}",
    "circleci-token, CCIPAT_{a22}_{h40}",
    "circleci-token, CCIPRJ_{a22}_{h40}",
    "doppler-token, dp.pt.{a40}",
    "doppler-token, dp.st.{a40}",
    "doppler-token, dp.st.{s9}.{a40}",
    "dynatrace-token, dt0c01.{c24}.{c64}",
    "linear-key, lin_api_{a40}",
    "new-relic-key, NRAK-{c27}",
    "notion-token, ntn_{d11}{a35}",
    "1password-token, ops_eyJ{b250}",
    "postman-key, PMAK-{h24}-{h34}",
    "prefect-key, pnu_{a36}",
    "pulumi-token, pul-{h40}",
    "readme-key, rdme_{s70}",
    "sentry-token, sntryu_{h64}",
    "sentry-token, sntrys_eyJ{b60}_{b43}",
    "shippo-token, shippo_live_{h40}",
    "square-token, sq0atp-{w22}",
  })
  void tokensAreKnownByTheirForm(String kind, String form) {
    String token = token(form, 0, false);
    assertThat(SecretTokens.in("x = \"" + token + "\";"))
        .extracting(SecretKind::id)
        .containsExactly(kind);
    assertThat(SecretText.withoutSecrets("curl -H " + token + " x")).isEqualTo("curl -H … x");

    assertThat(SecretTokens.in("x = \"" + token(form, 1, false) + "\";")).isEmpty();
    assertThat(SecretTokens.in("x = \"" + token(form, 0, true) + "\";")).isEmpty();
    assertThat(SecretTokens.in("a" + token)).isEmpty();
  }

  @Test
  void whatOnlyLooksLikeATokenIsNone() {
    for (String form :
        new String[] {
          "dapi{h33}", // longer than tokens are
          "dapi{h32}z",
          "dapi{h32}_",
          "AKIA{c16}q",
          "{a14}.atlasv1.{w71}",
          "{a15}.atlasv1.{w60}",
          "{a13}-.atlasv1.{w60}",
          ".atlasv1.{w60}",
          "{a3}8Q~{w35}",
          "{a4}8Q~{w31}",
          "{a2}-8Q~{w31}",
          "{a3}xQ~{w31}",
          "8Q~{w31}",
          "Q~",
          "hvs.{s24}", // a name
          "sk-svcacct-{w60}",
          "sk-{a48}",
          "pul-{s40}",
          "xoxe-{d2}-{a146}",
          "PMAK-{h24}_{h34}",
          "cmVm{a60}",
        }) {
      assertThat(SecretTokens.in(token(form, 0, false))).as(form).isEmpty();
    }
  }
}
