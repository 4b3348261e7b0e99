/// Measurements of single stages, for `bench/run`.
@NullMarked
package dev.drydock.bench;

import org.jspecify.annotations.NullMarked;
