/// What new advisories mean for what is there already: changed packages are matched again, and
/// findings begin, change and end.
@NullMarked
package dev.drydock.server.monitor;

import org.jspecify.annotations.NullMarked;
