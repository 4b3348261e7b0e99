package dev.drydock.attest.key;

import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.jspecify.annotations.Nullable;

/// NaCl's `crypto_secretbox`: XSalsa20 with Poly1305 before it.
final class SecretBox {
  static final int KEY = 32;
  static final int NONCE = 24;
  private static final int TAG = 16;

  private SecretBox() {}

  static byte[] seal(byte[] message, byte[] nonce, byte[] key) {
    XSalsa20Engine cipher = new XSalsa20Engine();
    byte[] tagKey = begin(cipher, nonce, key);
    byte[] box = new byte[TAG + message.length];
    cipher.processBytes(message, 0, message.length, box, TAG);
    System.arraycopy(tag(tagKey, box), 0, box, 0, TAG);
    Arrays.fill(tagKey, (byte) 0);
    return box;
  }

  /// The message; `null` where the key or the nonce is another, or the box was changed.
  static byte @Nullable [] open(byte[] box, byte[] nonce, byte[] key) {
    if (box.length < TAG) {
      return null;
    }
    XSalsa20Engine cipher = new XSalsa20Engine();
    byte[] tagKey = begin(cipher, nonce, key);
    boolean whole = MessageDigest.isEqual(tag(tagKey, box), Arrays.copyOf(box, TAG));
    Arrays.fill(tagKey, (byte) 0);
    if (!whole) {
      return null;
    }
    byte[] message = new byte[box.length - TAG];
    cipher.processBytes(box, TAG, message.length, message, 0);
    return message;
  }

  /// The first bytes of the stream are the key of the tag.
  private static byte[] begin(XSalsa20Engine cipher, byte[] nonce, byte[] key) {
    cipher.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
    byte[] tagKey = new byte[KEY];
    cipher.processBytes(tagKey, 0, KEY, tagKey, 0);
    return tagKey;
  }

  private static byte[] tag(byte[] tagKey, byte[] box) {
    Poly1305 poly1305 = new Poly1305();
    poly1305.init(new KeyParameter(tagKey));
    poly1305.update(box, TAG, box.length - TAG);
    byte[] tag = new byte[TAG];
    poly1305.doFinal(tag, 0);
    return tag;
  }
}
