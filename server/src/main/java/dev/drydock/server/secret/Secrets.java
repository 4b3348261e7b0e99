package dev.drydock.server.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// Seals what the server has to keep and give back: credentials of channels and connections.
///
/// AES-256-GCM. A sealed value is a version (one byte), the id of its key (four), a random nonce
/// (twelve), and the encrypted text with its tag (sixteen). Everything before the text, and the
/// context in which it is used, is authenticated with it: a value that somebody moves to another row
/// of the database does not open there.
public final class Secrets {
  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int HEADER = 1 + Integer.BYTES + NONCE;

  private final SecretKeys keys;
  private final SecureRandom random = new SecureRandom();

  Secrets(SecretKeys keys) {
    this.keys = keys;
  }

  /// @param context where the value belongs, `alert-channel/organisation/17/slack`: opening it needs
  ///   the same
  public byte[] seal(String secret, String context) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    ByteBuffer sealed = ByteBuffer.allocate(HEADER);
    sealed.put(VERSION).putInt(keys.sealing().id()).put(nonce);
    try {
      Cipher cipher =
          cipher(Cipher.ENCRYPT_MODE, keys.sealing(), nonce, sealed.array(), context);
      byte[] text = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(HEADER + text.length).put(sealed.array()).put(text).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM", e);
    }
  }

  /// @throws UnreadableSecretException where the key is not there, or the value is not what was
  ///   sealed for that context
  public String open(byte[] sealed, String context) throws UnreadableSecretException {
    if (sealed.length < HEADER + TAG_BITS / 8 || sealed[0] != VERSION) {
      throw new UnreadableSecretException(
          "a sealed value of the database is damaged: enter the credentials anew");
    }
    int id = keyId(sealed);
    SecretKeys.Key key =
        keys.opening(id)
            .orElseThrow(
                () ->
                    new UnreadableSecretException(
                        String.format(
                            "a secret was sealed with key %08x, which this server has not: add it to drydock.secret.key or its file, or enter the credentials anew",
                            id)));
    byte[] nonce = Arrays.copyOfRange(sealed, HEADER - NONCE, HEADER);
    try {
      Cipher cipher =
          cipher(Cipher.DECRYPT_MODE, key, nonce, Arrays.copyOf(sealed, HEADER), context);
      return new String(
          cipher.doFinal(sealed, HEADER, sealed.length - HEADER), StandardCharsets.UTF_8);
    } catch (AEADBadTagException _) {
      throw new UnreadableSecretException(
          "a sealed value of the database was changed, or belongs elsewhere: enter the credentials anew");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM", e);
    }
  }

  /// Whether the first key has sealed it; where not, it is to be sealed anew.
  public boolean isCurrent(byte[] sealed) {
    return sealed.length >= HEADER
        && sealed[0] == VERSION
        && keyId(sealed) == keys.sealing().id();
  }

  private static int keyId(byte[] sealed) {
    return ByteBuffer.wrap(sealed).getInt(1);
  }

  private static Cipher cipher(
      int mode, SecretKeys.Key key, byte[] nonce, byte[] header, String context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(header);
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
