/// Alpine's security database.
@NullMarked
package dev.drydock.advisory.alpine;

import org.jspecify.annotations.NullMarked;
