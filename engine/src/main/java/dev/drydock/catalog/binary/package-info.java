/// Programs and libraries that no package manager knows, by the version that stands in their bytes.
@NullMarked
package dev.drydock.catalog.binary;

import org.jspecify.annotations.NullMarked;
