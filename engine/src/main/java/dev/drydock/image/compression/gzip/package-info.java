/// Decoding of gzip (RFC 1952) and deflate (RFC 1951).
@NullMarked
package dev.drydock.image.compression.gzip;

import org.jspecify.annotations.NullMarked;
