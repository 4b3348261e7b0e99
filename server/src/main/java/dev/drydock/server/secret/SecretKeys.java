package dev.drydock.server.secret;

import dev.drydock.server.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The operator's keys: the first one seals, all of them open.
///
/// A key's id is made of the key itself, so that nobody has to name keys: the first four bytes of a
/// SHA-256 with a prefix of its own.
final class SecretKeys {
  static final int BYTES = 32;

  private final List<Key> keys;

  private SecretKeys(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  record Key(int id, SecretKey secret) {
    @Override
    public String toString() {
      return String.format("%08x", id);
    }
  }

  /// @param text keys in base64, separated by commas or lines; `#` begins a comment line
  /// @throws IllegalArgumentException where one is none; never says what stands there
  static SecretKeys of(String text) {
    List<Key> keys = new ArrayList<>();
    for (String line : text.split("[,\n]", -1)) {
      String word = line.strip();
      if (!word.isEmpty() && !word.startsWith("#")) {
        keys.add(key(word, keys.size() + 1));
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no key for secrets: make one with `openssl rand -base64 32`");
    }
    return new SecretKeys(keys);
  }

  private static Key key(String word, int number) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(word);
    } catch (IllegalArgumentException _) {
      bytes = new byte[0]; // told below, without the value
    }
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "key "
              + number
              + " for secrets is not 32 bytes in base64: make one with `openssl rand -base64 32`");
    }
    return new Key(id(bytes), new SecretKeySpec(bytes, "AES"));
  }

  private static int id(byte[] key) {
    MessageDigest digest = Digests.sha256();
    digest.update("drydock secret key\0".getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest.digest(key)).getInt();
  }

  Key sealing() {
    return keys.getFirst();
  }

  Optional<Key> opening(int id) {
    return keys.stream().filter(key -> key.id() == id).findFirst();
  }
}
