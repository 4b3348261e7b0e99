package dev.drydock.image.gzip;

/// A run of whole blocks of a gzip stream, headers and trailers of members between them included.
///
/// @param number from 0
/// @param bytes with [BlockDecoder#PADDING] more at the end
/// @param from the first bit, within the first byte save in chunk 0, where it follows the gzip
///   header
/// @param to the bit after the last: where the next chunk begins
/// @param last whether the stream ends here
record GzipChunk(int number, byte[] bytes, long from, long to, boolean last) {

  /// Bytes without the padding.
  int length() {
    return bytes.length - BlockDecoder.PADDING;
  }
}
