package dev.drydock.attest.key;

import java.math.BigInteger;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a key signs. Told by the key alone: what is verified has no say in how that is done.
public enum KeyAlgorithm {
  /// cosign's default
  ECDSA_P256("ECDSA P-256", "SHA256withECDSA", List.of("SHA256withECDSA")),

  /// With SHA-384, as Sigstore's bundles have it; cosign up to version 2 took SHA-256 for it.
  ECDSA_P384("ECDSA P-384", "SHA384withECDSA", List.of("SHA384withECDSA", "SHA256withECDSA")),

  ED25519("Ed25519", "Ed25519", List.of("Ed25519")),

  /// PKCS #1 version 1.5, of 2048 bits and more
  RSA("RSA", "SHA256withRSA", List.of("SHA256withRSA"));

  private static final int LEAST_RSA = 2048;

  /// Larger ones take seconds for each signature.
  private static final int MOST_RSA = 8192;

  private static final BigInteger P256 =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger P384 =
      new BigInteger(
          "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf"
              + "581a0db248b0a77aecec196accc52973",
          16);

  private final String words;
  private final String signature;
  private final List<String> accepted;

  KeyAlgorithm(String words, String signature, List<String> accepted) {
    this.words = words;
    this.signature = signature;
    this.accepted = accepted;
  }

  /// For people.
  public String words() {
    return words;
  }

  /// The JDK's name of what it signs with.
  String signature() {
    return signature;
  }

  /// The JDK's names of what it verifies.
  List<String> accepted() {
    return accepted;
  }

  /// `null` for keys that are not used here.
  static @Nullable KeyAlgorithm of(Key key) {
    return switch (key) {
      case ECKey ec when ec.getParams().getOrder().equals(P256) -> ECDSA_P256;
      case ECKey ec when ec.getParams().getOrder().equals(P384) -> ECDSA_P384;
      case EdECKey ed when ed.getParams().getName().equals("Ed25519") -> ED25519;
      case RSAKey rsa
          when rsa.getModulus().bitLength() >= LEAST_RSA
              && rsa.getModulus().bitLength() <= MOST_RSA ->
          RSA;
      default -> null;
    };
  }

  static KeyException unknown(String what) {
    return new KeyException(
        what
            + " holds a key that is not used here; it can be ECDSA on P-256 or P-384, Ed25519, or RSA"
            + " of 2048 to 8192 bits");
  }
}
