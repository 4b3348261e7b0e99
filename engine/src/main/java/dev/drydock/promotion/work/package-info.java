/// Work that mostly waits, done at once.
@NullMarked
package dev.drydock.promotion.work;

import org.jspecify.annotations.NullMarked;
