/// Registries that organisations watch: what they tell, what is found in them, and how images come
/// in from there.
@NullMarked
package dev.drydock.server.connect;

import org.jspecify.annotations.NullMarked;
