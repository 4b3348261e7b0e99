/// Packages of Container-Optimized OS, from the list that it brings along.
@NullMarked
package dev.drydock.catalog.cos;

import org.jspecify.annotations.NullMarked;
