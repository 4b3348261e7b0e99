/// go.mod.
@NullMarked
package dev.drydock.project.golang;

import org.jspecify.annotations.NullMarked;
