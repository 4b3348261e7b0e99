package dev.drydock.image.compression.gzip;

import java.io.Closeable;
import java.io.IOException;
import java.util.zip.DataFormatException;

/// Decodes streams of deflate (RFC 1951) that lie one after the other, with bytes between them.
interface Deflate extends Closeable {

  /// Some of the output of the present stream.
  ///
  /// @return how many bytes, at least one; negative at the end of the stream
  int inflate(byte[] target, int offset, int length) throws IOException, DataFormatException;

  /// The next byte of the input; only before and after a stream. Negative at the end.
  int read() throws IOException;

  /// Begins another stream.
  void reset();

  @Override
  void close();
}
