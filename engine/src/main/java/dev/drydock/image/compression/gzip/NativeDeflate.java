package dev.drydock.image.compression.gzip;

import dev.drydock.image.chunk.Chunk;
import dev.drydock.image.chunk.ChunkInput;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The JDK's decoder, fed straight from chunks.
final class NativeDeflate implements Deflate {
  private final ChunkInput in;
  private final Inflater inflater = new Inflater(true);

  NativeDeflate(ChunkInput in) {
    this.in = in;
  }

  @Override
  public int inflate(byte[] target, int offset, int length)
      throws IOException, DataFormatException {
    while (true) {
      int n = inflater.inflate(target, offset, length);
      if (n > 0) {
        return n;
      }
      if (inflater.finished()) {
        in.at(in.at() - inflater.getRemaining());
        return -1;
      }
      if (!inflater.needsInput()) {
        throw new DataFormatException("it needs a preset dictionary");
      }
      feed();
    }
  }

  private void feed() throws IOException {
    Chunk chunk = in.chunk();
    if (chunk == null) {
      throw BitInput.ends();
    }
    inflater.setInput(chunk.bytes, in.at(), chunk.length - in.at());
    in.at(chunk.length);
  }

  @Override
  public int read() throws IOException {
    return in.read();
  }

  @Override
  public void reset() {
    inflater.reset();
  }

  @Override
  public void close() {
    inflater.end();
  }
}
