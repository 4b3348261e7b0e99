/// Zip archives and the ones inside them, read in place and within limits.
@NullMarked
package dev.drydock.archive;

import org.jspecify.annotations.NullMarked;
