package dev.drydock.server.outgoing;

import java.net.InetAddress;

/// A block of IP addresses, `10.0.0.0/8` or `fc00::/7` (RFC 4632, RFC 4291 section 2.3).
///
/// @param base an address of it
/// @param length how many of its first bits all addresses share
record Network(InetAddress base, int length) {
  Network {
    if (length < 0 || length > base.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("not the length of a network: " + length);
    }
  }

  /// @param text a block, or one address; asks no name server
  /// @throws IllegalArgumentException where it is neither
  static Network of(String text) {
    int slash = text.indexOf('/');
    InetAddress base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int bits = base.getAddress().length * Byte.SIZE;
    return new Network(base, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
  }

  boolean contains(InetAddress address) {
    byte[] ours = base.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int whole = length / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (ours[i] != theirs[i]) {
        return false;
      }
    }
    int rest = length % Byte.SIZE;
    int mask = 0xff << (Byte.SIZE - rest) & 0xff;
    return rest == 0 || (ours[whole] & mask) == (theirs[whole] & mask);
  }
}
