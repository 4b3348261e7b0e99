/// Drydock's own JSON, read as a bill of materials.
@NullMarked
package dev.drydock.bom.own;

import org.jspecify.annotations.NullMarked;
