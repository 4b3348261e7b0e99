package dev.drydock.attest.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/// Keys of files in PEM form: PKCS #8, plain or encrypted, cosign's own encrypted form, and public
/// keys.
public final class KeyFiles {
  private static final List<String> FAMILIES = List.of("EC", "Ed25519", "RSA");

  private KeyFiles() {}

  /// A private key.
  ///
  /// @param passphrase asked where the file is encrypted
  /// @param what names the file in errors
  public static SigningKey signingKey(byte[] file, Passphrase.Source passphrase, String what)
      throws KeyException {
    Pem pem = Pem.read(file, what);
    byte[] pkcs8 = {};
    try {
      pkcs8 =
          switch (pem.label()) {
            case "PRIVATE KEY" -> pem.content().clone();
            case "ENCRYPTED PRIVATE KEY" -> {
              try (Passphrase given = passphrase.get()) {
                yield EncryptedPkcs8.open(pem.content(), given, what);
              }
            }
            case CosignKeyFile.LABEL, CosignKeyFile.OLD_LABEL -> {
              try (Passphrase given = passphrase.get()) {
                yield CosignKeyFile.open(pem.content(), given, what);
              }
            }
            case "PUBLIC KEY" ->
                throw new KeyException(
                    what + " is the public half of a key; to sign, give the private one");
            case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                throw new KeyException(
                    what
                        + " is in an old form; convert it with `openssl pkcs8 -topk8 -in OLD -out"
                        + " NEW`");
            default ->
                throw new KeyException(
                    what + " holds no private key but something called " + shown(pem.label()));
          };
      return signingKey(pkcs8, what);
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
      Arrays.fill(pem.content(), (byte) 0);
    }
  }

  static SigningKey signingKey(byte[] pkcs8, String what) throws KeyException {
    for (String family : FAMILIES) {
      try {
        PrivateKey key =
            KeyFactory.getInstance(family).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        KeyAlgorithm algorithm = KeyAlgorithm.of(key);
        if (algorithm == null) {
          throw KeyAlgorithm.unknown(what);
        }
        return new LocalSigningKey(key, new LocalVerificationKey(PublicHalf.of(key), algorithm));
      } catch (GeneralSecurityException _) {
        // of another family
      }
    }
    throw KeyAlgorithm.unknown(what);
  }

  /// A public key.
  ///
  /// @param what names the file in errors
  public static VerificationKey verificationKey(byte[] file, String what) throws KeyException {
    Pem pem = Pem.read(file, what);
    return switch (pem.label()) {
      case "PUBLIC KEY" -> publicKey(pem.content(), what);
      case "CERTIFICATE" ->
          throw new KeyException(
              what
                  + " is a certificate; take its key out with `openssl x509 -pubkey -noout -in FILE`,"
                  + " if you trust it whatever its dates say");
      default ->
          throw new KeyException(
              pem.label().endsWith("PRIVATE KEY")
                  ? what
                      + " is a private key; to verify, give the public half, and keep this one to"
                      + " yourself"
                  : what + " holds no public key but something called " + shown(pem.label()));
    };
  }

  private static VerificationKey publicKey(byte[] encoded, String what) throws KeyException {
    for (String family : FAMILIES) {
      try {
        PublicKey key =
            KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(encoded));
        KeyAlgorithm algorithm = KeyAlgorithm.of(key);
        if (algorithm == null) {
          throw KeyAlgorithm.unknown(what);
        }
        return new LocalVerificationKey(key, algorithm);
      } catch (GeneralSecurityException _) {
        // of another family
      }
    }
    throw KeyAlgorithm.unknown(what);
  }

  private static String shown(String label) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < label.length() && i < 40; i++) {
      char c = label.charAt(i);
      shown.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    return shown.toString();
  }
}
