package dev.drydock.attest.key;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The passphrase of a key, wiped when it has been used. It may be empty.
public final class Passphrase implements AutoCloseable {
  private final char[] characters;

  /// Where a passphrase comes from, which is asked only where one is needed.
  @FunctionalInterface
  public interface Source {
    /// @throws KeyException where there is none; the message says how to give it
    Passphrase get() throws KeyException;
  }

  private Passphrase(char[] characters) {
    this.characters = characters;
  }

  /// @param characters wiped by [#close()]
  public static Passphrase of(char[] characters) {
    return new Passphrase(characters);
  }

  /// A copy in UTF-8, to be wiped by the caller.
  byte[] utf8() {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    Arrays.fill(encoded.array(), (byte) 0);
    return bytes;
  }

  /// A copy, to be wiped by the caller.
  char[] characters() {
    return characters.clone();
  }

  @Override
  public void close() {
    Arrays.fill(characters, '\0');
  }

  /// Tells nothing.
  @Override
  public String toString() {
    return "a passphrase";
  }
}
