/// Which distribution an image is of.
@NullMarked
package dev.drydock.catalog.distribution;

import org.jspecify.annotations.NullMarked;
