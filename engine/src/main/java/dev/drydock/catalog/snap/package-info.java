/// Snaps, from their metadata.
@NullMarked
package dev.drydock.catalog.snap;

import org.jspecify.annotations.NullMarked;
