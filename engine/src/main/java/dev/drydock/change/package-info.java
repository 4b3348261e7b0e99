/// Sets of edited files: as values, as unified diffs, and on the way into a work tree.
@NullMarked
package dev.drydock.change;

import org.jspecify.annotations.NullMarked;
