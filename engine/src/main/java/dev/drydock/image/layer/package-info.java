/// Layers: tars read by seeking in a local file, or decompressed as they stream by.
@NullMarked
package dev.drydock.image.layer;

import org.jspecify.annotations.NullMarked;
