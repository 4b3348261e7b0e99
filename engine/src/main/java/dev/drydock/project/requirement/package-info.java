/// Version requirements as people write them (`^1.2.3`, `~=1.2`, `>= 1, < 3`), raised in their own
/// style.
@NullMarked
package dev.drydock.project.requirement;

import org.jspecify.annotations.NullMarked;
