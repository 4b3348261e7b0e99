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

  @Test
  void keysOfEllipticCurvesAreShort() {
    String key = "-----BEGIN %sPRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----";
    String ed25519 = "MC4CAQAwBQYDK2VwBCIEI" + "N" + LETTERS + LETTERS.substring(0, 5) + "=";
    assertThat(ids(key.formatted("", ed25519))).containsExactly("private-key");
    assertThat(ids(key.formatted("EC ", ed25519 + "=")).size()).isEqualTo(1);
    assertThat(ids("{\"k\": \"" + key.formatted("", ed25519).replace("\n", "\\n") + "\"}"))
        .containsExactly("private-key");
    assertThat(ids(key.formatted("", ed25519.substring(5)))).isEmpty();
    assertThat(ids(key.formatted("", "MC4CAQAwBQYDK2VwBCIEI... the rest of " + LETTERS))).isEmpty();
    assertThat(ids(key.formatted("ENCRYPTED ", ed25519))).isEmpty();
    assertThat(ids(key.formatted("", LONG).replace("PRIVATE", "PUBLIC"))).isEmpty();
  }

  private static String pgp(int... packet) {
    byte[] bytes = new byte[packet.length + 90];
    for (int i = 0; i < packet.length; i++) {
      bytes[i] = (byte) packet[i];
    }
    String data = Base64.getMimeEncoder().encodeToString(bytes);
    return "-----BEGIN PGP PRIVATE KEY BLOCK-----\nComment: mine\n\n"
        + data
        + "\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----\n";
  }

  @Test
  void onlyKeysOfOpenPgpThatAreOpenAreTold() {
    // old header, version 4, EdDSA, a curve of 3 octets, a point of 16 bits
    int[] eddsa = {0x94, 20, 4, 1, 2, 3, 4, 22, 3, 1, 2, 3, 0, 16, 9, 9, 0};
    assertThat(ids(pgp(eddsa))).containsExactly("private-key");
    assertThat(ids(pgp(eddsa).replace("\r\n", "\n").replace("\n", "\\n")))
        .containsExactly("private-key");
    eddsa[16] = 254; // by a pass phrase
    assertThat(ids(pgp(eddsa))).isEmpty();
    eddsa[16] = 0;
    eddsa[0] = 0x98; // a public key
    assertThat(ids(pgp(eddsa))).isEmpty();
    assertThat(ids(pgp(0x95, 0, 90, 4, 1, 2, 3, 4, 1, 0, 8, 255, 0, 8, 3, 0))).hasSize(1); // RSA
    assertThat(ids(pgp(0x95, 0, 90, 4, 1, 2, 3, 4, 1, 0, 8, 255, 0, 8, 3, 255))).isEmpty();
    assertThat(ids(pgp(0xc5, 192, 10, 6, 1, 2, 3, 4, 27, 0, 0, 0, 2, 9, 9, 0))).hasSize(1);
    assertThat(ids(pgp(0xc5, 255, 0, 0, 0, 9, 6, 1, 2, 3, 4, 27, 0, 0, 0, 2, 9, 9, 253))).isEmpty();
    // lengths that lead nowhere
    assertThat(ids(pgp(0x97, 4, 1, 2, 3, 4, 1, 255, 255))).isEmpty();
    assertThat(ids(pgp(0xc5, 9, 6, 1, 2, 3, 4, 27, 127, 255, 255, 255))).isEmpty();
    assertThat(ids(pgp(0xc5, 9, 6, 1, 2, 3, 4, 27, 255, 255, 255, 0))).isEmpty();
    assertThat(ids(pgp(0x7f))).isEmpty();
    assertThat(ids(pgp(eddsa).replaceAll("[A-Z]{2}", "!"))).isEmpty();
  }
}
