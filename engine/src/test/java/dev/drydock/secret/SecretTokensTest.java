package dev.drydock.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// All values are made up here, of the right shape, and nobody's.
class SecretTokensTest {
  private static final String LETTERS = "q7Zr2Kx9LmVb3NtYc8Wd5Hf1Jg6PsRaQoUiE";
  private static final String LONG = LETTERS.repeat(4);

  private static List<String> ids(String text) {
    return SecretTokens.in(text).stream().map(SecretKind::id).toList();
  }

  private static String webToken(String payload) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(payload.getBytes(StandardCharsets.UTF_8))
        + "."
        + LONG;
  }

  @Test
  void issuersAreKnownByTheirPrefixes() {
    assertThat(ids("x=ghp_" + LETTERS)).containsExactly("github-token");
    assertThat(ids("x: glpat-" + LETTERS.substring(0, 20))).containsExactly("gitlab-token");
    String hook = "https://hooks.slack.com/services/T0" + "9KX2LMVB/B07ZR2KX9L/";
    assertThat(ids(hook + LETTERS.substring(0, 24))).containsExactly("slack-token");
    assertThat(ids("\"GOCSPX-" + LETTERS.substring(0, 28) + '"')).containsExactly("cloud-key");
    assertThat(ids("AccountName=a;AccountKey=" + LONG.substring(0, 86) + "==;x"))
        .containsExactly("cloud-key");
    assertThat(ids("AGE-SECRET-KEY-1" + "Q7ZR2KX9LM".repeat(6).substring(0, 58)))
        .containsExactly("private-key");
    assertThat(ids("AKIA" + "Q7ZR2KX5LMVB3NTY")).containsExactly("cloud-key");
    // letters of a longer word, and what nobody was given
    assertThat(ids("xAKIA" + "Q7ZR2KX5LMVB3NTY")).isEmpty();
    assertThat(ids("AKIA" + "q7zr2kx5lmvb3nty")).isEmpty();
  }

  @Test
  void secretsOfAwsAreKnownByTheNameBeforeThem() {
    String key = LETTERS + "/+aB";
    assertThat(ids("AWS_SECRET_ACCESS_KEY = \"" + key + '"')).containsExactly("cloud-key");
    assertThat(ids("{\"SecretAccessKey\": \"" + key + "\"}")).containsExactly("cloud-key");
    assertThat(ids("aws configure set aws_secret_access_key " + key)).containsExactly("cloud-key");
    assertThat(ids("aws_secret_access_key = " + key + "x")).isEmpty();
    assertThat(ids("secret = " + key)).isEmpty();
  }

  @Test
  void webTokensThatNeverExpireAreSecrets() {
    assertThat(ids("token=" + webToken("{\"sub\":\"system:serviceaccount:default:x\"}")))
        .containsExactly("web-token");
    assertThat(ids(webToken("{\"sub\":\"x\",\"exp\":1700000000}"))).isEmpty();
    assertThat(ids(webToken("{\"role\":\"anon\"}"))).isEmpty();
    assertThat(ids(webToken("no JSON at all"))).isEmpty();
    assertThat(ids(webToken("{\"sub\":\"x\"}").replace(LONG, "short"))).isEmpty();
    assertThat(ids("eyJ")).isEmpty();
    assertThat(ids("eyJ.eyJ")).isEmpty();
    assertThat(ids("eyJ.eyJ.")).isEmpty();
    assertThat(ids("eyJhbGciOiJ!.eyJ." + LONG)).isEmpty();
  }

  @Test
  void onlyKeysThatAreOpenAreTold() {
    String body = "b3BlbnNzaC1rZXktdjEAAAAA%s" + LONG + "\n";
    String openSsh = "-----BEGIN OPENSSH PRIVATE KEY-----\n" + body + "-----END OPENSSH";
    assertThat(ids(openSsh.formatted("BG5vbmUAAAAE"))).containsExactly("private-key");
    assertThat(ids(openSsh.formatted("CmFlczI1Ni1jdHI"))).isEmpty();

    String putty =
        "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: %s\nPrivate-Lines: 1\n" + LETTERS;
    assertThat(ids(putty.formatted("none"))).containsExactly("private-key");
    assertThat(ids(putty.formatted("aes256-cbc"))).isEmpty();

    String pem = "-----BEGIN PRIVATE KEY-----\n" + LONG + "\n";
    assertThat(ids(pem + "-----END PRIVATE KEY-----")).containsExactly("private-key");
    assertThat(ids(pem)).isEmpty();
  }
}
