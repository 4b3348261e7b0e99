/// What feeds in a distribution's own form have in common: each is turned into OSV records at the
/// door.
@NullMarked
package dev.drydock.advisory.distribution;

import org.jspecify.annotations.NullMarked;
