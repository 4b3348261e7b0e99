package dev.drydock.image.chunk;

/// A piece of a stream in an array that is used again. It may be less than full.
public final class Chunk {
  public final byte[] bytes;
  public int length;

  public Chunk(int capacity) {
    this.bytes = new byte[capacity];
  }
}
