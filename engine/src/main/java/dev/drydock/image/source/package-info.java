/// From what a user writes to an open image.
@NullMarked
package dev.drydock.image.source;

import org.jspecify.annotations.NullMarked;
