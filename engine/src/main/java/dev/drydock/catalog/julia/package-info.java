/// Julia packages that a manifest resolved.
@NullMarked
package dev.drydock.catalog.julia;

import org.jspecify.annotations.NullMarked;
