package dev.drydock.attest.key;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The passphrase of a key, wiped when it has been used. It may be empty.
public final class Passphrase implements AutoCloseable {
  /// Of one character in UTF-8.
  private static final int MOST_BYTES = 3;

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
    byte[] room = new byte[characters.length * MOST_BYTES];
    ByteBuffer encoded = ByteBuffer.wrap(room);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(characters), encoded, true);
    byte[] bytes = Arrays.copyOf(room, encoded.position());
    Arrays.fill(room, (byte) 0);
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
