/// What was found in a layer, kept under the digest that names the layer's bytes: how an entry is
/// written, held together and found again, and the stores that keep entries.
@NullMarked
package dev.drydock.cache;

import org.jspecify.annotations.NullMarked;
