/// The Linux kernel and its modules, from what is built into them.
@NullMarked
package dev.drydock.catalog.kernel;

import org.jspecify.annotations.NullMarked;
