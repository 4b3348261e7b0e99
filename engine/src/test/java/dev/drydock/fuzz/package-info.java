/// Fuzz targets, one class for each family of parsers, run by `bench/fuzz`. They need no
/// annotations and no library: Jazzer calls `fuzzerTestOneInput`.
@NullMarked
package dev.drydock.fuzz;

import org.jspecify.annotations.NullMarked;
