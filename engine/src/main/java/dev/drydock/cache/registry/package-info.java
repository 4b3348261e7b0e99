/// A store in a repository of an OCI registry.
@NullMarked
package dev.drydock.cache.registry;

import org.jspecify.annotations.NullMarked;
