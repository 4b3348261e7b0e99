package dev.drydock.image.compression.zstd;

import java.io.IOException;
import java.io.InputStream;

/// Decodes compressed blocks (RFC 8878, section 3.1.1.3), each by what the one before has left.
final class CompressedBlock {
  private final byte[] bytes = new byte[BlockBits.LEAD + History.BLOCK + History.SLACK];
  private final Literals literals = new Literals();
  private final Sequences sequences = new Sequences();

  /// Forgets the blocks of another frame.
  void begin() {
    literals.begin();
    sequences.begin();
  }

  void decode(InputStream in, int size, History history) throws IOException {
    if (in.readNBytes(bytes, BlockBits.LEAD, size) < size) {
      throw ZstdException.ends();
    }
    int end = BlockBits.LEAD + size;
    int at = literals.read(bytes, BlockBits.LEAD, end, history.blockLimit);
    sequences.read(bytes, at, end, literals, history);
  }
}
