package dev.drydock.catalog.rpm;

import dev.drydock.image.FileContent;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One database file, read piece by piece from any position.
///
/// No reader of it takes more bytes out than there are in it: pieces that overlap, as only a forged
/// database has them, end the reading.
final class DatabaseFile {
  /// The least that a header can be; records that are shorter are no packages.
  static final int SMALLEST_HEADER = 8;

  private final FileContent content;
  private final String name;
  private final Limits limits;
  private long room;

  DatabaseFile(FileContent content, String name, Limits limits) {
    this.content = content;
    this.name = name;
    this.limits = limits;
    this.room = content.size();
  }

  /// Records may lie in `other` too.
  void alsoIn(DatabaseFile other) {
    room += other.size();
  }

  long size() {
    return content.size();
  }

  /// Exactly `length` bytes from `position`.
  void read(long position, byte[] target, int offset, int length) throws IOException {
    if (position < 0 || length < 0 || position > size() - length) {
      throw damaged("it ends early");
    }
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
    while (buffer.hasRemaining()) {
      int n = content.read(position, buffer);
      if (n <= 0) {
        throw damaged("it ends early");
      }
      position += n;
    }
  }

  /// Room for one record of `length` bytes.
  byte[] record(long length) throws IOException {
    if (length < 0 || length > room) {
      throw damaged("its records are longer than the file");
    }
    if (length > limits.fileBytes()) {
      throw new LimitExceededException("fileBytes", name, limits.fileBytes());
    }
    room -= length;
    return new byte[(int) length];
  }

  IOException damaged(String what) {
    return new IOException("the rpm database is damaged: " + what);
  }

  /// Receives the records of a database.
  @FunctionalInterface
  interface Records {
    /// @param header an rpm header, as [RpmHeader] reads it
    void accept(byte[] header) throws IOException, InterruptedException;
  }
}
