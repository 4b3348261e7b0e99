/// Real images, registries and feeds for tests. Knows nothing of the engine, so that what it makes
/// is an independent judge of it.
@NullMarked
package dev.drydock.testkit;

import org.jspecify.annotations.NullMarked;
