package dev.drydock.server.component;

import java.nio.ByteBuffer;

/// A SHA-256 in little memory, for maps with very many; ordered as its bytes are.
record Sha256(long first, long second, long third, long fourth) implements Comparable<Sha256> {
  static Sha256 of(byte[] digest) {
    ByteBuffer bytes = ByteBuffer.wrap(digest);
    return new Sha256(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
  }

  byte[] bytes() {
    return ByteBuffer.allocate(4 * Long.BYTES)
        .putLong(first)
        .putLong(second)
        .putLong(third)
        .putLong(fourth)
        .array();
  }

  @Override
  public int compareTo(Sha256 other) {
    int order = Long.compareUnsigned(first, other.first);
    order = order != 0 ? order : Long.compareUnsigned(second, other.second);
    order = order != 0 ? order : Long.compareUnsigned(third, other.third);
    return order != 0 ? order : Long.compareUnsigned(fourth, other.fourth);
  }
}
