package dev.drydock.image.layer;

/// A piece of a stream in an array that is used again. It may be less than full.
final class Chunk {
  final byte[] bytes;
  int length;

  Chunk(int capacity) {
    this.bytes = new byte[capacity];
  }
}
