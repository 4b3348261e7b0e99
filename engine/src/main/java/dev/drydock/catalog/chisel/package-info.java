/// Packages that Chisel cut slices of, from its manifest.
@NullMarked
package dev.drydock.catalog.chisel;

import org.jspecify.annotations.NullMarked;
