package dev.drydock.secret;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;

/// A private key of OpenPGP in its armor (RFC 9580, sections 5.5.3 and 6): whether a pass phrase
/// protects it.
final class PgpKey {
  /// Behind the public half of any key, in Base64.
  private static final int MOST = 8 << 10;

  private static final int SECRET_KEY = 5;

  private PgpKey() {}

  /// Whether the first packet is a private key that is not encrypted.
  ///
  /// @param body between the lines of dashes
  static boolean open(String body) {
    try {
      return open(ByteBuffer.wrap(Base64.getDecoder().decode(data(body))));
    } catch (BufferUnderflowException | IllegalArgumentException _) {
      return false; // no key at all
    }
  }

  /// The Base64 behind the headers and before the checksum.
  private static String data(String body) {
    String text = body.substring(0, Math.min(body.length(), MOST)).replace("\\n", "\n");
    StringBuilder data = new StringBuilder(text.length());
    for (String line : text.lines().toList()) {
      String bare = line.strip();
      if (bare.startsWith("=")) {
        break;
      }
      if (bare.indexOf(':') < 0) {
        data.append(bare);
      }
    }
    return data.substring(0, data.length() / 4 * 4);
  }

  private static boolean open(ByteBuffer packet) {
    if (tag(packet) != SECRET_KEY) {
      return false;
    }
    int version = packet.get();
    packet.getInt(); // when it was made
    if (version == 3) {
      packet.getShort(); // how long it holds
    }
    int algorithm = packet.get();
    if (version == 5 || version == 6) {
      skip(packet, packet.getInt());
    } else {
      publicHalf(algorithm, packet);
    }
    return packet.get() == 0; // how the rest is encrypted: not at all
  }

  /// What kind of packet begins here; passes its header.
  private static int tag(ByteBuffer packet) {
    int header = packet.get() & 0xff;
    if (header < 0x80) {
      throw new IllegalArgumentException("no packet");
    }
    if ((header & 0x40) == 0) {
      skip(packet, (header & 3) == 3 ? 0 : 1 << (header & 3));
      return header >> 2 & 0xf;
    }
    int length = packet.get() & 0xff;
    if (length == 0xff) {
      packet.getInt();
    } else if (length >= 192 && length < 224) {
      packet.get();
    }
    return header & 0x3f;
  }

  private static void publicHalf(int algorithm, ByteBuffer packet) {
    switch (algorithm) {
      case 1, 2, 3 -> numbers(packet, 2); // RSA
      case 16 -> numbers(packet, 3); // Elgamal
      case 17 -> numbers(packet, 4); // DSA
      case 19, 22 -> { // ECDSA, EdDSA: the curve, the point
        skip(packet, packet.get() & 0xff);
        numbers(packet, 1);
      }
      case 25, 27 -> skip(packet, 32); // X25519, Ed25519
      case 26 -> skip(packet, 56); // X448
      case 28 -> skip(packet, 57); // Ed448
      default -> throw new IllegalArgumentException("no algorithm that signs");
    }
  }

  private static void numbers(ByteBuffer packet, int count) {
    for (int i = 0; i < count; i++) {
      skip(packet, ((packet.getShort() & 0xffff) + 7) / 8);
    }
  }

  private static void skip(ByteBuffer packet, int bytes) {
    packet.position(packet.position() + bytes);
  }
}
