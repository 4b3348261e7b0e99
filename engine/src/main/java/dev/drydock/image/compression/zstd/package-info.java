/// Decoding of zstd (RFC 8878), as layers and files within images are compressed with.
@NullMarked
package dev.drydock.image.compression.zstd;

import org.jspecify.annotations.NullMarked;
