package dev.drydock.attest.key;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A private key encrypted as OpenSSL and the JDK do it (PKCS #8, RFC 5958; PBES2 with PBKDF2 and
/// AES, RFC 8018).
///
/// Taken apart here instead of by the JDK's `PBEWith…` ciphers, since these know passphrases of
/// ASCII only, and as many rounds as the file wants.
final class EncryptedPkcs8 {
  private static final Pattern SCHEME = Pattern.compile("PBEWithHmac(SHA\\d+)AndAES_(\\d+)");

  /// Seconds of work; OpenSSL's default is 2048, today's advice 600,000.
  private static final int MOST_ROUNDS = 10_000_000;

  private EncryptedPkcs8() {}

  /// The key in PKCS #8, to be wiped by the caller.
  static byte[] open(byte[] encrypted, Passphrase passphrase, String what) throws KeyException {
    PBEParameterSpec spec;
    Matcher scheme;
    EncryptedPrivateKeyInfo info;
    try {
      info = new EncryptedPrivateKeyInfo(encrypted);
      AlgorithmParameters parameters = info.getAlgParameters();
      scheme = SCHEME.matcher(parameters == null ? "" : parameters.toString());
      if (parameters == null || !scheme.matches()) {
        throw unsupported(what);
      }
      spec = parameters.getParameterSpec(PBEParameterSpec.class);
    } catch (IOException | GeneralSecurityException e) {
      throw e instanceof KeyException told ? told : unsupported(what);
    }
    if (spec.getIterationCount() > MOST_ROUNDS) {
      throw new KeyException(
          what
              + " wants "
              + spec.getIterationCount()
              + " rounds of hashing, more than "
              + MOST_ROUNDS
              + "; encrypt it again with fewer");
    }
    try {
      byte[] key = decrypt(info.getEncryptedData(), scheme, spec, passphrase);
      // of 256 wrong passphrases one leaves a padding that could be right
      if (isWhole(key)) {
        return key;
      }
    } catch (GeneralSecurityException _) {
      // told below
    }
    throw wrongPassphrase(what);
  }

  /// Whether this is one `SEQUENCE` of DER and nothing else, as PKCS #8 is.
  private static boolean isWhole(byte[] key) {
    if (key.length < 2 || key[0] != 0x30) {
      return false;
    }
    int first = key[1] & 0xff;
    if (first < 0x80) {
      return key.length == 2 + first;
    }
    int octets = first & 0x7f;
    if (octets > 3 || key.length < 2 + octets) {
      return false;
    }
    int length = 0;
    for (int i = 0; i < octets; i++) {
      length = length << 8 | key[2 + i] & 0xff;
    }
    return key.length == 2 + octets + length;
  }

  private static byte[] decrypt(
      byte[] encrypted, Matcher scheme, PBEParameterSpec spec, Passphrase passphrase)
      throws GeneralSecurityException {
    AlgorithmParameterSpec vector = spec.getParameterSpec();
    char[] characters = passphrase.characters();
    PBEKeySpec derivation =
        new PBEKeySpec(
            characters,
            spec.getSalt(),
            spec.getIterationCount(),
            Integer.parseInt(scheme.group(2)));
    byte[] key = {};
    try {
      key =
          SecretKeyFactory.getInstance("PBKDF2WithHmac" + scheme.group(1))
              .generateSecret(derivation)
              .getEncoded();
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), vector);
      return cipher.doFinal(encrypted);
    } finally {
      derivation.clearPassword();
      Arrays.fill(characters, '\0');
      Arrays.fill(key, (byte) 0);
    }
  }

  static KeyException wrongPassphrase(String what) {
    return new KeyException(
        "the passphrase does not open " + what + "; check it, also for a line end too many");
  }

  private static KeyException unsupported(String what) {
    return new KeyException(
        what
            + " is encrypted in a way that is not known here; convert it with `openssl pkcs8 -topk8"
            + " -v2 aes-256-cbc -in OLD -out NEW`");
  }
}
