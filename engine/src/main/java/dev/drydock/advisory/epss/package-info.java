/// FIRST's exploit prediction scores, read from their CSV.
@NullMarked
package dev.drydock.advisory.epss;

import org.jspecify.annotations.NullMarked;
