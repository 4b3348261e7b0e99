package dev.drydock.image.gzip;

import java.util.Arrays;

/// A run of whole blocks of a gzip stream, headers and trailers of members between them included.
///
/// @param number from 0
/// @param bytes with room for [BlockDecoder#PADDING] more after `length`
/// @param length bytes of the chunk
/// @param from the first bit, within the first byte save in chunk 0, where it follows the gzip
///   header
/// @param to the bit after the last: where the next chunk begins
/// @param last whether the stream ends here
record GzipChunk(int number, byte[] bytes, int length, long from, long to, boolean last) {

  /// This chunk and the one after it as one.
  GzipChunk with(GzipChunk next) {
    int whole = (int) (to >>> 3);
    byte[] both = Arrays.copyOf(bytes, whole + next.length + BlockDecoder.PADDING);
    System.arraycopy(next.bytes, 0, both, whole, next.length);
    return new GzipChunk(number, both, whole + next.length, from, 8L * whole + next.to, next.last);
  }
}
