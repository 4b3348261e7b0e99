/// The compiled, memory-mapped advisory index: `docs/index-format.md` describes the file.
@NullMarked
package dev.drydock.advisory.index;

import org.jspecify.annotations.NullMarked;
