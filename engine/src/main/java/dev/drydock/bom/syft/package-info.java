/// Syft's own JSON, read.
@NullMarked
package dev.drydock.bom.syft;

import org.jspecify.annotations.NullMarked;
