/// Packages that conda installed into its environments.
@NullMarked
package dev.drydock.catalog.conda;

import org.jspecify.annotations.NullMarked;
