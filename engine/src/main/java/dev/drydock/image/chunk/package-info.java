/// Streams in pieces, which one thread reads ahead of another.
@NullMarked
package dev.drydock.image.chunk;

import org.jspecify.annotations.NullMarked;
