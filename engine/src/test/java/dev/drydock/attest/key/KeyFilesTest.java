package dev.drydock.attest.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.testkit.Openssl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys that `openssl` made are read, and it accepts what they sign; what cannot be a key of ours
/// is refused with the mend.
@Timeout(120)
class KeyFilesTest {
  private static final byte[] MESSAGE = "ship it".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  private static Passphrase.Source saying(String passphrase) {
    return () -> Passphrase.of(passphrase.toCharArray());
  }

  private static Passphrase.Source nobody() {
    return () -> {
      throw new AssertionError("asked for a passphrase");
    };
  }

  @ParameterizedTest
  @CsvSource({
    "ECDSA_P256, EC, ec_paramgen_curve:P-256, sha256",
    "ECDSA_P384, EC, ec_paramgen_curve:P-384, sha384",
    "RSA, RSA, rsa_keygen_bits:2048, sha256",
  })
  void keysOfOpensslSignWhatOpensslVerifies(
      KeyAlgorithm algorithm, String family, String option, String hash) throws Exception {
    Openssl openssl = new Openssl(directory);
    openssl.run("genpkey", "-algorithm", family, "-pkeyopt", option, "-out", "plain.pem");
    openssl.run("pkey", "-in", "plain.pem", "-pubout", "-out", "public.pem");
    SigningKey key = KeyFiles.signingKey(openssl.file("plain.pem"), nobody(), "plain.pem");
    assertThat(key.verificationKey().algorithm()).isEqualTo(algorithm);
    assertThat(key.verificationKey().pem())
        .isEqualTo(new String(openssl.file("public.pem"), StandardCharsets.US_ASCII));
    byte[] signature = key.sign(MESSAGE);
    assertThat(openssl.verifies(key.verificationKey().pem(), hash, MESSAGE, signature)).isTrue();
    VerificationKey publicKey = KeyFiles.verificationKey(openssl.file("public.pem"), "public.pem");
    assertThat(publicKey).isEqualTo(key.verificationKey());
    assertThat(publicKey.verifies(MESSAGE, signature)).isTrue();
    assertThat(publicKey.verifies("ship it!".getBytes(StandardCharsets.UTF_8), signature))
        .isFalse();
    openssl.run("dgst", "-" + hash, "-sign", "plain.pem", "-out", "theirs", "judged.message");
    assertThat(publicKey.verifies(MESSAGE, openssl.file("theirs"))).isTrue();
  }

  @Test
  void ed25519() throws Exception {
    Openssl openssl = new Openssl(directory);
    openssl.run("genpkey", "-algorithm", "ED25519", "-out", "plain.pem");
    openssl.run("pkey", "-in", "plain.pem", "-pubout", "-out", "public.pem");
    SigningKey key = KeyFiles.signingKey(openssl.file("plain.pem"), nobody(), "plain.pem");
    assertThat(key.verificationKey().algorithm()).isEqualTo(KeyAlgorithm.ED25519);
    assertThat(key.verificationKey().pem())
        .isEqualTo(new String(openssl.file("public.pem"), StandardCharsets.US_ASCII));
    Files.write(directory.resolve("message"), MESSAGE);
    Files.write(directory.resolve("signature"), key.sign(MESSAGE));
    assertThat(
            openssl.run(
                "pkeyutl",
                "-verify",
                "-pubin",
                "-inkey",
                "public.pem",
                "-rawin",
                "-in",
                "message",
                "-sigfile",
                "signature"))
        .isEqualTo("Signature Verified Successfully");
    assertThat(key.verificationKey().verifies(MESSAGE, key.sign(MESSAGE))).isTrue();
  }

  @Test
  void manyKeysOfEd25519HaveTheRightPublicHalf() throws Exception {
    for (int i = 0; i < 20; i++) {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      assertThat(
              KeyFiles.signingKey(pair.getPrivate().getEncoded(), "a key").verificationKey().pem())
          .isEqualTo(Pem.write("PUBLIC KEY", pair.getPublic().getEncoded()));
    }
  }

  @Test
  void sha256IsAcceptedOfP384Too() throws Exception {
    Openssl openssl = new Openssl(directory);
    openssl.run(
        "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384", "-out", "plain.pem");
    Files.write(directory.resolve("message"), MESSAGE);
    VerificationKey key =
        KeyFiles.signingKey(openssl.file("plain.pem"), nobody(), "plain.pem").verificationKey();
    openssl.run("dgst", "-sha256", "-sign", "plain.pem", "-out", "signature", "message");
    assertThat(key.verifies(MESSAGE, openssl.file("signature"))).isTrue();
    openssl.run("dgst", "-sha1", "-sign", "plain.pem", "-out", "signature", "message");
    assertThat(key.verifies(MESSAGE, openssl.file("signature"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"correct horse", "Schlüssel €", "x"})
  void encryptedKeysOfOpensslAreOpened(String passphrase) throws Exception {
    Openssl openssl = new Openssl(directory);
    openssl.run(
        "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "plain.pem");
    VerificationKey expected =
        KeyFiles.signingKey(openssl.file("plain.pem"), nobody(), "plain.pem").verificationKey();
    Files.writeString(directory.resolve("word"), passphrase);
    for (String hash : new String[] {"hmacWithSHA1", "hmacWithSHA256", "hmacWithSHA512"}) {
      for (String cipher : new String[] {"aes-128-cbc", "aes-256-cbc"}) {
        openssl.run(
            "pkcs8",
            "-topk8",
            "-v2",
            cipher,
            "-v2prf",
            hash,
            "-iter",
            "5000",
            "-in",
            "plain.pem",
            "-out",
            "encrypted.pem",
            "-passout",
            "file:word");
        byte[] file = openssl.file("encrypted.pem");
        assertThat(KeyFiles.signingKey(file, saying(passphrase), "encrypted.pem").verificationKey())
            .isEqualTo(expected);
        assertThatThrownBy(() -> KeyFiles.signingKey(file, saying("another"), "encrypted.pem"))
            .isInstanceOf(KeyException.class)
            .hasNoCause()
            .hasMessageContaining("the passphrase does not open encrypted.pem");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"ECDSA_P256,sha256", "ECDSA_P384,sha384", "RSA,sha256", "ED25519,"})
  void newPairIsReadAgain(KeyAlgorithm algorithm, String hash) throws Exception {
    NewKeyPair pair = pair(algorithm, "open sesame");
    assertThat(pair.privateKey())
        .startsWith("-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n")
        .endsWith("-----END ENCRYPTED SIGSTORE PRIVATE KEY-----\n");
    assertThat(pair.toString()).doesNotContain("PRIVATE");
    byte[] file = pair.privateKey().getBytes(StandardCharsets.US_ASCII);
    SigningKey key = KeyFiles.signingKey(file, saying("open sesame"), "cosign.key");
    assertThat(key.verificationKey().algorithm()).isEqualTo(algorithm);
    assertThat(key.verificationKey().pem()).isEqualTo(pair.publicKey());
    assertThat(key).hasToString("a private key of " + algorithm.words());
    if (hash != null) {
      assertThat(
              new Openssl(directory).verifies(pair.publicKey(), hash, MESSAGE, key.sign(MESSAGE)))
          .isTrue();
    }
    if (algorithm != KeyAlgorithm.ECDSA_P256) {
      return;
    }
    byte[] old =
        pair.privateKey().replace("SIGSTORE", "COSIGN").getBytes(StandardCharsets.US_ASCII);
    assertThat(KeyFiles.signingKey(old, saying("open sesame"), "cosign.key").verificationKey())
        .isEqualTo(key.verificationKey());
    assertThatThrownBy(() -> KeyFiles.signingKey(file, saying("open sesame\n"), "cosign.key"))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("does not open cosign.key", "line end too many");
  }

  @Test
  void wrongPassphraseIsToldAsSuchHoweverItsPaddingLooks() throws Exception {
    Openssl openssl = new Openssl(directory);
    openssl.run("genpkey", "-algorithm", "ED25519", "-out", "plain.pem");
    openssl.run(
        "pkcs8",
        "-topk8",
        "-v2",
        "aes-256-cbc",
        "-iter",
        "1",
        "-in",
        "plain.pem",
        "-out",
        "encrypted.pem",
        "-passout",
        "pass:right");
    byte[] file = openssl.file("encrypted.pem");
    for (int i = 0; i < 2_000; i++) {
      String wrong = "wrong " + i;
      assertThatThrownBy(() -> KeyFiles.signingKey(file, saying(wrong), "it"))
          .as(wrong)
          .isInstanceOf(KeyException.class)
          .hasMessageStartingWith("the passphrase does not open it");
    }
  }

  private static NewKeyPair pair(KeyAlgorithm algorithm, String passphrase) {
    return NewKeyPair.generate(
        algorithm, Passphrase.of(passphrase.toCharArray()), new SecureRandom());
  }

  @Test
  void signaturesOfOtherKindsOfKeysAreNone() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    KeyPairGenerator p256 = KeyPairGenerator.getInstance("EC");
    p256.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC");
    p384.initialize(new ECGenParameterSpec("secp384r1"));
    List<SigningKey> keys = new ArrayList<>();
    for (KeyPairGenerator generator :
        List.of(rsa, p256, p256, p384, KeyPairGenerator.getInstance("Ed25519"))) {
      byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
      keys.add(KeyFiles.signingKey(pkcs8, "a key"));
    }
    for (int i = 0; i < keys.size(); i++) {
      byte[] signature = keys.get(i).sign(MESSAGE);
      for (int j = 0; j < keys.size(); j++) {
        assertThat(keys.get(j).verificationKey().verifies(MESSAGE, signature))
            .as(keys.get(i) + " " + keys.get(j))
            .isEqualTo(i == j);
      }
      VerificationKey own = keys.get(i).verificationKey();
      assertThat(own.verifies(MESSAGE, new byte[0])).isFalse();
      assertThat(own.verifies(MESSAGE, new byte[1 << 20])).isFalse();
    }
  }

  @Test
  void formsThatAreNotReadAreToldHowToConvert() throws Exception {
    Openssl openssl = new Openssl(directory);
    openssl.run("ecparam", "-name", "prime256v1", "-genkey", "-out", "sec1.pem");
    refused(openssl.file("sec1.pem"), "old form", "openssl pkcs8 -topk8");
    openssl.run("pkcs8", "-topk8", "-nocrypt", "-in", "sec1.pem", "-out", "converted.pem");
    assertThat(
            KeyFiles.signingKey(openssl.file("converted.pem"), nobody(), "converted")
                .verificationKey()
                .algorithm())
        .isEqualTo(KeyAlgorithm.ECDSA_P256);
    openssl.run(
        "pkcs8",
        "-topk8",
        "-scrypt",
        "-in",
        "sec1.pem",
        "-out",
        "scrypt.pem",
        "-passout",
        "pass:x");
    refused(openssl.file("scrypt.pem"), "not known here", "-v2 aes-256-cbc");
    openssl.run("ec", "-aes256", "-in", "sec1.pem", "-out", "old.pem", "-passout", "pass:secret");
    refused(openssl.file("old.pem"), "OpenSSL's old form");
    openssl.run(
        "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521", "-out", "large.pem");
    refused(openssl.file("large.pem"), "not used here", "P-256 or P-384");
    openssl.run(
        "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024", "-out", "small.pem");
    refused(openssl.file("small.pem"), "not used here", "2048 to 8192 bits");
    openssl.run("pkey", "-in", "small.pem", "-pubout", "-out", "small.pub");
    assertThatThrownBy(() -> KeyFiles.verificationKey(openssl.file("small.pub"), "small.pub"))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("not used here");
    openssl.run("pkey", "-in", "converted.pem", "-pubout", "-out", "public.pem");
    refused(openssl.file("public.pem"), "public half", "give the private one");
    assertThatThrownBy(() -> KeyFiles.verificationKey(openssl.file("converted.pem"), "it"))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("it is a private key; to verify, give the public half");
  }

  private static void refused(byte[] file, String... words) {
    assertThatThrownBy(() -> KeyFiles.signingKey(file, saying("secret"), "the key"))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("the key")
        .hasMessageContainingAll(words)
        .hasNoCause();
  }

  @Test
  void filesThatAreNoKeysAreRefused() {
    refused(new byte[0], "has to be in PEM form");
    refused(text("hello"), "has to be in PEM form");
    refused(text("-----BEGIN PRIVATE KEY-----\nAAAA"), "has to be in PEM form");
    refused(text("-----BEGIN PRIVATE KEY---------END PRIVATE KEY-----\n"), "has to be in PEM form");
    refused(text(block("PRIVATE KEY", "A")), "not Base64");
    refused(text(block("PRIVATE KEY", "AAAA")), "not used here");
    refused(text(block("SSH2 \u0007 KEY", "AAAA")), "something called SSH2 ? KEY");
    refused(text(block("ENCRYPTED PRIVATE KEY", "AAAA")), "not known here");
    refused(new byte[1 << 20], "too large");
    assertThatThrownBy(
            () -> KeyFiles.verificationKey(text(block("CERTIFICATE", "AAAA")), "the key"))
        .hasMessageContaining("is a certificate", "openssl x509 -pubkey");
  }

  @Test
  void fileMayNotAskForAnyAmountOfWork() {
    cosign("\"N\":1073741824,\"r\":8,\"p\":1", "more work");
    cosign("\"N\":65536,\"r\":8,\"p\":1000", "more work");
    cosign("\"N\":2,\"r\":268435456,\"p\":1", "more work");
    cosign("\"N\":65535,\"r\":8,\"p\":1", "more work");
    cosign("\"N\":-65536,\"r\":8,\"p\":1", "more work");
    cosign("\"N\":4,\"N\":2,\"r\":1,\"p\":1", "damaged");
    cosign("\"N\":16,\"r\":1,\"p\":1", "does not open");
  }

  private static void cosign(String parameters, String words) {
    String json =
        """
        {"kdf":{"name":"scrypt","params":{%s},"salt":"AAAA"},
         "cipher":{"name":"nacl/secretbox","nonce":"%s"},"ciphertext":"AAAAAAAAAAAAAAAAAAAAAAAAAAAA"}
        """
            .formatted(parameters, "A".repeat(32));
    String file =
        Pem.write("ENCRYPTED SIGSTORE PRIVATE KEY", json.getBytes(StandardCharsets.UTF_8));
    refused(text(file), words);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String block(String label, String body) {
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
