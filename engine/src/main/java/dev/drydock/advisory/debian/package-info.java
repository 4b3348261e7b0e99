/// Debian's security tracker.
@NullMarked
package dev.drydock.advisory.debian;

import org.jspecify.annotations.NullMarked;
