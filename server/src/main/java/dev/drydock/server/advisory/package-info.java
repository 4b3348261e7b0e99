/// Generations of advisories: how they get here, and the one that counts.
@NullMarked
package dev.drydock.server.advisory;

import org.jspecify.annotations.NullMarked;
