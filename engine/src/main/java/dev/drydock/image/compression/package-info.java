/// What compressed bytes expand to, held to the limits, however they are compressed.
@NullMarked
package dev.drydock.image.compression;

import org.jspecify.annotations.NullMarked;
