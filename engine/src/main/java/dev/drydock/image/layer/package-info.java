/// Layers: tars read by seeking in a local file, or as they stream by.
@NullMarked
package dev.drydock.image.layer;

import org.jspecify.annotations.NullMarked;
