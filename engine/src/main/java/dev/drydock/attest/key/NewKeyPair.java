package dev.drydock.attest.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/// A pair of keys that was just made, as the two files that people keep of it.
///
/// @param privateKey encrypted in cosign's form, which cosign reads too
public record NewKeyPair(String privateKey, String publicKey) {
  private static final int RSA_BITS = 3072;

  public static NewKeyPair generate(
      KeyAlgorithm algorithm, Passphrase passphrase, SecureRandom random) {
    byte[] pkcs8 = {};
    try {
      KeyPair pair = generator(algorithm, random).generateKeyPair();
      pkcs8 = pair.getPrivate().getEncoded();
      return new NewKeyPair(
          CosignKeyFile.seal(pkcs8, passphrase, random),
          new LocalVerificationKey(pair.getPublic(), algorithm).pem());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has all of them
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
    }
  }

  private static KeyPairGenerator generator(KeyAlgorithm algorithm, SecureRandom random)
      throws GeneralSecurityException {
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(
            switch (algorithm) {
              case ECDSA_P256, ECDSA_P384 -> "EC";
              case ED25519 -> "Ed25519";
              case RSA -> "RSA";
            });
    switch (algorithm) {
      case ECDSA_P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      case ECDSA_P384 -> generator.initialize(new ECGenParameterSpec("secp384r1"), random);
      case ED25519 -> generator.initialize(255, random);
      case RSA -> generator.initialize(RSA_BITS, random);
    }
    return generator;
  }

  /// Tells nothing of the private half.
  @Override
  public String toString() {
    return "a key pair: " + publicKey;
  }
}
