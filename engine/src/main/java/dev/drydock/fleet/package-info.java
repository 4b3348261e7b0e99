/// Components apart from the images that hold them: each version is matched once, however many
/// images have it.
@NullMarked
package dev.drydock.fleet;

import org.jspecify.annotations.NullMarked;
