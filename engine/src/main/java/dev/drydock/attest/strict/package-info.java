/// JSON that can be read in one way only.
@NullMarked
package dev.drydock.attest.strict;

import org.jspecify.annotations.NullMarked;
