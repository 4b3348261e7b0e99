/// What cosign signs and where it keeps it.
@NullMarked
package dev.drydock.attest.cosign;

import org.jspecify.annotations.NullMarked;
